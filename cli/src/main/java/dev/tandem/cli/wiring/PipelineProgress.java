/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.capture.CapturedPosition;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.source.SourceAccess;
import dev.tandem.model.source.SourcePosition;
import dev.tandem.model.source.TableId;
import dev.tandem.verify.Progress;
import dev.tandem.wire.EntityOrder;
import dev.tandem.wire.GroupPositions;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * Follows a position of the source through the pipeline: captured, with what foreign keys did, then
 * mapped, then applied by every sink. Positions are compared, never times, so that lag cannot be
 * taken for a difference.
 */
public final class PipelineProgress implements Progress, AutoCloseable {
  private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(2);
  private static final long INTERVAL_MS = 200;

  private final Pipeline pipeline;
  private final SourceAccess source;
  private final CapturedPosition captured;
  private final GroupPositions positions;
  private final CascadeProgress cascades;
  private final Pauses pauses;
  private final Set<EntityOrder> passedOver = new HashSet<>();

  /** Connects lazily. */
  public PipelineProgress(Pipeline pipeline) {
    this.pipeline = pipeline;
    this.source = pipeline.source().reader();
    this.captured = new CapturedPosition(pipeline.kafka(), pipeline.names());
    this.positions = new GroupPositions(pipeline.kafka());
    this.cascades = new CascadeProgress(pipeline, positions);
    this.pauses = new Pauses(pipeline);
  }

  /** Does not wait for what is paused, which {@link #passedOver} tells afterwards. */
  @Override
  public void awaitApplied(SourcePosition position) throws InterruptedException {
    List<String> raw = pipeline.mapping().tables().stream().map(pipeline.names()::raw).toList();
    await("capture", () -> isCaptured(position), () -> positions.logEnds(raw));
    cascades.await();
    awaitMapped(pipeline.mapping().entities());
    awaitSink("postgres", pipeline.toPostgres());
    awaitSink("dynamo", pipeline.toDynamo());
  }

  /**
   * Waits until all that the raw topics of tables hold now is in the targets, or in the dead
   * letters.
   *
   * @throws TandemException when that will not come about, or waits for an entity that is paused
   */
  public void awaitPublished(Collection<TableId> tables) throws InterruptedException {
    passedOver.clear();
    awaitMapped(of(tables, pipeline.mapping().entities()));
    awaitSink("postgres", of(tables, pipeline.toPostgres()));
    awaitSink("dynamo", of(tables, pipeline.toDynamo()));
    refusePaused();
  }

  private static List<EntityPlan> of(Collection<TableId> tables, List<EntityPlan> entities) {
    return entities.stream()
        .filter(
            entity ->
                tables.contains(entity.from())
                    || entity.joins().tables().stream().anyMatch(tables::contains))
        .toList();
  }

  /** All that the raw topics of entities hold now is in their topics. */
  private void awaitMapped(List<EntityPlan> entities) throws InterruptedException {
    List<String> plain =
        entities.stream()
            .filter(entity -> !entity.isJoined())
            .map(entity -> pipeline.names().raw(entity.from()))
            .distinct()
            .toList();
    if (!plain.isEmpty()) {
      awaitGroup("transform", pipeline.names().transformGroup(), plain);
    }
    for (EntityPlan entity : entities) {
      if (entity.isJoined()) {
        awaitJoined(entity);
      }
    }
  }

  /**
   * A join passes rows on from step to step by topics of its own. When it has read all of them as
   * far as they went, and they go no further afterwards, nothing is on its way.
   */
  private void awaitJoined(EntityPlan entity) throws InterruptedException {
    String group = pipeline.names().joinGroup(entity);
    List<String> raw =
        Stream.concat(Stream.of(entity.from()), entity.joins().tables().stream())
            .distinct()
            .map(pipeline.names()::raw)
            .toList();
    String stage = "the join of " + entity.name();
    awaitGroup(stage, group, raw);
    Map<TopicPartition, Long> ends = positions.endsBetweenSteps(group);
    Map<TopicPartition, Long> before = Map.of();
    while (!ends.equals(before)) {
      Map<TopicPartition, Long> goal = ends;
      await(stage, () -> positions.hasReached(group, goal), () -> positions.sum(group));
      before = ends;
      ends = positions.endsBetweenSteps(group);
    }
  }

  /**
   * A pipeline whose targets have been filled at all, and are as far as the source is now.
   *
   * @throws TandemException when that will not come about, or waits for an entity that is paused
   */
  public void awaitInStep() throws InterruptedException {
    passedOver.clear();
    awaitInStepButForPaused();
    refusePaused();
  }

  void awaitInStepButForPaused() throws InterruptedException {
    awaitApplied(source.position());
  }

  private void refusePaused() {
    if (!passedOver.isEmpty()) {
      throw Pauses.refusal(passedOver);
    }
  }

  /** Forgets what was passed over before. */
  void forgetPassedOver() {
    passedOver.clear();
  }

  /** Why an entity is paused at a target, or was when it was to be waited for. */
  Optional<EntityOrder> passedOver(EntityName entity, String target) {
    return passedOver.stream()
        .filter(order -> order.name().equals(entity) && order.target().equals(target))
        .findFirst()
        .or(() -> pauses.of(entity, target));
  }

  private boolean isCaptured(SourcePosition position) {
    return captured.now().filter(now -> source.contains(now, position)).isPresent();
  }

  private void awaitSink(String target, List<EntityPlan> entities) throws InterruptedException {
    if (entities.isEmpty()) {
      return;
    }
    List<String> topics =
        entities.stream().map(entity -> pipeline.names().entity(entity.name())).distinct().toList();
    String group = pipeline.names().sinkGroup(target);
    Map<TopicPartition, Long> ends = positions.ends(topics);
    await("sink-" + target, () -> isApplied(target, group, ends), () -> positions.sum(group));
  }

  /** What is paused by now need not be. */
  private boolean isApplied(String target, String group, Map<TopicPartition, Long> ends)
      throws InterruptedException {
    Map<String, EntityOrder> paused = pauses.topics(target);
    Map<TopicPartition, Long> flowing = new HashMap<>(ends);
    flowing.keySet().removeIf(partition -> paused.containsKey(partition.topic()));
    if (!positions.hasReached(group, flowing)) {
      return false;
    }
    ends.keySet().stream()
        .map(partition -> paused.get(partition.topic()))
        .filter(Objects::nonNull)
        .forEach(passedOver::add);
    return true;
  }

  private void awaitGroup(String stage, String group, List<String> topics)
      throws InterruptedException {
    Map<TopicPartition, Long> ends = positions.ends(topics);
    await(stage, () -> positions.hasReached(group, ends), () -> positions.sum(group));
  }

  /** Waits for as long as the stage moves at all. */
  static void await(String stage, Question<Boolean> reached, Question<Long> position)
      throws InterruptedException {
    long last = -1;
    long movedAt = System.nanoTime();
    while (!reached.ask()) {
      long now = position.ask();
      if (now != last) {
        last = now;
        movedAt = System.nanoTime();
      } else if (System.nanoTime() - movedAt > LONGEST_STANDSTILL.toNanos()) {
        throw new TandemException(
            WiringCode.BEHIND,
            stage
                + " has not moved for "
                + LONGEST_STANDSTILL.toSeconds()
                + " s, and is not as far as the source was. "
                + WiringCode.BEHIND.remedy());
      }
      Thread.sleep(INTERVAL_MS);
    }
  }

  @Override
  public void close() {
    pauses.close();
    cascades.close();
    positions.close();
    captured.close();
    source.close();
  }

  interface Question<T> {
    T ask() throws InterruptedException;
  }
}
