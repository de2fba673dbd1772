/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.load;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a load test found.
 *
 * @param pipeline the pipeline's name
 * @param source what was written to, for people
 * @param started when the warm-up began
 * @param changes rows changed within the measured time
 * @param reads reads within the measured time
 * @param dropped transactions that were due and not begun ten seconds after the end
 * @param commits from due to committed
 * @param readDelays from due to read
 * @param leftOut what was not measured, and why, in sentences
 */
public record LoadResult(
    String pipeline,
    String source,
    Instant started,
    LoadOptions options,
    long changes,
    long reads,
    long dropped,
    Delays commits,
    Delays readDelays,
    List<TargetResult> targets,
    List<String> leftOut,
    List<Sample> samples) {
  private static final double ENOUGH = 0.98;

  /** Copies the lists. */
  public LoadResult {
    targets = List.copyOf(targets);
    leftOut = List.copyOf(leftOut);
    samples = List.copyOf(samples);
  }

  /**
   * What was seen at a target.
   *
   * @param entities those that were looked at
   * @param lost changes that were not seen within the time allowed
   */
  public record TargetResult(String name, List<String> entities, Delays delays, long lost) {

    /** Copies the list. */
    public TargetResult {
      entities = List.copyOf(entities);
    }
  }

  /** Operations that the source took in a second: changed rows, and reads where there were any. */
  public double donePerSecond() {
    return (changes + reads) / (options.duration().toMillis() / 1e3);
  }

  /** Whether the source took what was due. */
  public boolean isTaken() {
    return donePerSecond() >= ENOUGH * options.rate();
  }

  /** Changes that were not seen at a target within the time allowed. */
  public long lost() {
    return targets.stream().mapToLong(TargetResult::lost).sum();
  }

  /** What was missed of the objective, in words; empty when it was met, or there is none. */
  public List<String> missed() {
    List<String> missed = new ArrayList<>();
    targets.forEach(
        target -> missed.addAll(options.objective().missed(target.name(), target.delays())));
    return missed;
  }
}
