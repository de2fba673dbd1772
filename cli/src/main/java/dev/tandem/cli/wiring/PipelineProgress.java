/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.capture.CapturedPosition;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.source.SourcePosition;
import dev.tandem.mysql.MySqlReader;
import dev.tandem.verify.Progress;
import dev.tandem.wire.GroupPositions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Follows a position of the source through the pipeline: captured, then mapped, then applied by
 * every sink. Positions are compared, never times, so that lag cannot be taken for a difference.
 */
public final class PipelineProgress implements Progress, AutoCloseable {
  private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(2);
  private static final long INTERVAL_MS = 100;

  private final Pipeline pipeline;
  private final MySqlReader source;
  private final GroupPositions positions;

  /** Connects lazily. */
  public PipelineProgress(Pipeline pipeline) {
    this.pipeline = pipeline;
    this.source = new MySqlReader(pipeline.source());
    this.positions = new GroupPositions(pipeline.kafka());
  }

  @Override
  public void awaitApplied(SourcePosition position) throws InterruptedException {
    await("capture", () -> isCaptured(position));
    Map<TopicPartition, Long> raw =
        positions.ends(pipeline.mapping().tables().stream().map(pipeline.names()::raw).toList());
    await("transform", () -> positions.hasReached(pipeline.names().transformGroup(), raw));
    awaitSink("postgres", pipeline.toPostgres());
    awaitSink("dynamo", pipeline.toDynamo());
  }

  private boolean isCaptured(SourcePosition position) {
    return CapturedPosition.read(pipeline.kafka(), pipeline.names())
        .filter(captured -> source.contains(captured, position))
        .isPresent();
  }

  private void awaitSink(String target, List<EntityPlan> entities) throws InterruptedException {
    Map<TopicPartition, Long> ends =
        positions.ends(
            entities.stream().map(entity -> pipeline.names().entity(entity.name())).toList());
    await("sink-" + target, () -> positions.hasReached(pipeline.names().sinkGroup(target), ends));
  }

  private static void await(String stage, Condition condition) throws InterruptedException {
    long deadline = System.nanoTime() + LONGEST_STANDSTILL.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        throw new TandemException(
            WiringCode.BEHIND,
            stage
                + " has not come as far as the source was "
                + LONGEST_STANDSTILL.toSeconds()
                + " s ago. "
                + WiringCode.BEHIND.remedy());
      }
      Thread.sleep(INTERVAL_MS);
    }
  }

  @Override
  public void close() {
    positions.close();
    source.close();
  }

  private interface Condition {
    boolean holds() throws InterruptedException;
  }
}
