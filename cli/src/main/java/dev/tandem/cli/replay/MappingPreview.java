/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.replay;

import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.sink.SinkCode;
import dev.tandem.transform.Remap;
import dev.tandem.transform.RemapListener;
import dev.tandem.transform.RemapReport;
import dev.tandem.wire.Topics;
import java.util.List;

/** Shows what the mapping of the file would change in an entity; reads topics and nothing else. */
public final class MappingPreview {
  /** More than a row takes as it is and as it would be, even with fifty fields. */
  private static final long BYTES_PER_ROW = 1_000;

  private final Pipeline pipeline;
  private final EntityName entity;
  private final RemapListener listener;

  /**
   * Connects when it is run.
   *
   * @param listener is told how it goes
   */
  public MappingPreview(Pipeline pipeline, EntityName entity, RemapListener listener) {
    this.pipeline = pipeline;
    this.entity = entity;
    this.listener = listener;
  }

  /**
   * Compares all rows.
   *
   * @throws TandemException when there is nothing yet to compare
   */
  public RemapReport run() throws InterruptedException {
    try (Topics topics = pipeline.topics()) {
      LiveReplay.topicId(pipeline, entity, topics);
      checkRaw(topics);
    }
    try (Remap remap = remap(pipeline, entity, listener)) {
      return remap.preview();
    }
  }

  /** As much at once as the memory lets; to be closed. */
  static Remap remap(Pipeline pipeline, EntityName entity, RemapListener listener) {
    if (pipeline.mapping().entity(entity).filter(EntityPlan::isJoined).isPresent()) {
      throw new TandemException(
          MappingCode.JOINED,
          entity + ": " + MappingCode.JOINED.meaning() + ' ' + MappingCode.JOINED.remedy());
    }
    long rowsAtOnce = Math.max(1, Runtime.getRuntime().maxMemory() / 4 / BYTES_PER_ROW);
    return new Remap(
        pipeline.kafka(), pipeline.names(), pipeline.mapping(), entity, rowsAtOnce, listener);
  }

  private void checkRaw(Topics topics) {
    List<String> raw =
        pipeline.mapping().byName().getOrDefault(entity, List.of()).stream()
            .map(plan -> pipeline.names().raw(plan.from()))
            .toList();
    for (String topic : raw) {
      if (!topics.describe(List.of(topic)).containsKey(topic)) {
        throw new TandemException(
            SinkCode.REPLAY_RANGE,
            "There is no topic " + topic + " yet: capture makes it when it is started.");
      }
    }
  }
}
