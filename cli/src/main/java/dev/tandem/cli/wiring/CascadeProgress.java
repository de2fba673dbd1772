/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.transform.cascade.CascadePlan;
import dev.tandem.wire.GroupPositions;
import dev.tandem.wire.RequestsTopic;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Follows what foreign keys did at the source until all of it is in the raw topics. */
final class CascadeProgress implements AutoCloseable {
  private final Pipeline pipeline;
  private final GroupPositions positions;
  private RequestsTopic.@Nullable Reader requests;

  CascadeProgress(Pipeline pipeline, GroupPositions positions) {
    this.pipeline = pipeline;
    this.positions = positions;
  }

  /**
   * Waits until the effects of all that the raw topics tell now are in them, too.
   *
   * @throws dev.tandem.model.error.TandemException when that will not come about
   */
  void await() throws InterruptedException {
    CascadePlan plan =
        new CascadePlan(pipeline.source().cascades(pipeline.mapping().tables()).emulated());
    if (plan.keys().isEmpty()) {
      return;
    }
    RequestsTopic.Reader reader = reader();
    boolean isMoreAsked = true;
    for (int level = 0; level <= CascadePlan.DEEPEST && isMoreAsked; level++) {
      awaitAnswers(reader);
      long asked = reader.asked();
      awaitRead(plan);
      reader.readOn();
      isMoreAsked = reader.asked() > asked;
    }
    awaitAnswers(reader);
  }

  private RequestsTopic.Reader reader() {
    RequestsTopic.Reader known = requests;
    if (known == null) {
      known = RequestsTopic.Reader.fromTheStart(pipeline.kafka(), pipeline.names());
      requests = known;
    }
    return known;
  }

  /** Capture answers in the order of the requests, so those that come meanwhile need no waiting. */
  private static void awaitAnswers(RequestsTopic.Reader reader) throws InterruptedException {
    reader.readOn();
    Set<String> open = new HashSet<>(reader.open());
    PipelineProgress.await(
        "capture",
        () -> {
          reader.readOn();
          open.retainAll(reader.open());
          return open.isEmpty();
        },
        () -> (long) open.size());
  }

  private void awaitRead(CascadePlan plan) throws InterruptedException {
    String group = plan.group(pipeline.names());
    List<String> raw = plan.tables().stream().map(pipeline.names()::raw).toList();
    awaitGroup(group, positions.ends(raw));
    Map<TopicPartition, Long> ends =
        new HashMap<>(positions.ends(List.of(plan.byParent(pipeline.names()))));
    ends.values().removeIf(end -> end == 0); // of what was never written nothing is committed
    awaitGroup(group, ends);
  }

  private void awaitGroup(String group, Map<TopicPartition, Long> ends)
      throws InterruptedException {
    PipelineProgress.await(
        "the lookup of cascades, which is part of transform,",
        () -> positions.hasReached(group, ends),
        () -> positions.sum(group));
  }

  @Override
  public void close() {
    RequestsTopic.Reader known = requests;
    if (known != null) {
      known.close();
    }
  }
}
