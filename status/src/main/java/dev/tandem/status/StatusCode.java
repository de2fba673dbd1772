/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status;

import dev.tandem.model.error.ErrorCode;
import dev.tandem.model.error.ExitStatus;

/** What the status of a pipeline finds by itself, besides what its processes tell. */
public enum StatusCode implements ErrorCode {
  /** Nobody tells. */
  SILENT(
      "TD-STA-SILENT",
      "A process of the pipeline does not report, so it is not running, or cannot reach Kafka.",
      "Start it, or read its log: a process that runs reports every 5 seconds.",
      ExitStatus.UNAVAILABLE),
  /** A process waits for something. */
  WAITING(
      "TD-STA-WAITING",
      "A process of the pipeline waits, and goes on by itself.",
      "Mend what it names.",
      ExitStatus.UNAVAILABLE),
  /** There are dead letters. */
  LETTERS(
      "TD-STA-LETTERS",
      "Changes found no place at a target, and lie in the dead letters.",
      "'./tandem dead-letters list' tells the causes, each with what mends it.",
      ExitStatus.DIFFERENT),
  /** Both sides are not the same. */
  DIFFERENT(
      "TD-STA-DIFFERENT",
      "The last verification found rows that differ between source and target.",
      "'./tandem verify' compares again and prints them; with --repair it sends them once more.",
      ExitStatus.DIFFERENT),
  /** Little time is left. */
  HEADROOM(
      "TD-STA-HEADROOM",
      "What the pipeline needs next will soon be deleted.",
      "Let the process that is behind catch up, or keep the source's log or the topics longer.",
      ExitStatus.DIFFERENT),
  /** Metrics are not taken. */
  CLOUDWATCH(
      "TD-STA-CLOUDWATCH",
      "CloudWatch takes no metrics; nothing else hangs on it, and they are sent again at the next time.",
      "Look at the region, the way to it, and whether the credentials allow cloudwatch:PutMetricData.",
      ExitStatus.UNAVAILABLE),
  /** The page cannot be served. */
  HTTP(
      "TD-STA-HTTP",
      "The status page cannot be served at that address.",
      "Give another port with --http, or 0 for any that is free.",
      ExitStatus.PROBLEMS);

  private final String code;
  private final String meaning;
  private final String remedy;
  private final ExitStatus exitStatus;

  StatusCode(String code, String meaning, String remedy, ExitStatus exitStatus) {
    this.code = code;
    this.meaning = meaning;
    this.remedy = remedy;
    this.exitStatus = exitStatus;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public String remedy() {
    return remedy;
  }

  @Override
  public ExitStatus exitStatus() {
    return exitStatus;
  }
}
