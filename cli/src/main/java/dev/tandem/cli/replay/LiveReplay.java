/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.replay;

import dev.tandem.cli.letters.Journal;
import dev.tandem.cli.letters.Operator;
import dev.tandem.cli.wiring.Pauses;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.error.TandemException;
import dev.tandem.sink.Replay;
import dev.tandem.sink.ReplayConfig;
import dev.tandem.sink.ReplayCounts;
import dev.tandem.sink.ReplayProgress;
import dev.tandem.sink.SinkCode;
import dev.tandem.wire.Topics;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.TopicDescription;

/** Writes a range of an entity's topic to a target in use, beside the sink that follows it. */
public final class LiveReplay {
  private final Pipeline pipeline;
  private final ReplayOrder order;
  private final Listener listener;

  /** Connects when it is run. */
  public LiveReplay(Pipeline pipeline, ReplayOrder order, Listener listener) {
    this.pipeline = pipeline;
    this.order = order;
    this.listener = listener;
  }

  /**
   * Runs to its end; who ordered it, and what came of it, is in the audit.
   *
   * @throws dev.tandem.model.error.TandemException when a person must decide; the same order goes
   *     on
   */
  public ReplayCounts run() {
    try (Topics topics = pipeline.topics();
        Pauses pauses = new Pauses(pipeline);
        Journal audit = new Journal(pipeline, Operator.current(), Clock.systemUTC())) {
      pauses.requireNone(order.entity(), order.target().toString());
      String topicId = topicId(pipeline, order.entity(), topics);
      ReplayConfig config = config(topicId);
      try (Replay replay =
          new Replay(
              config,
              pipeline.kafka(),
              pipeline.names(),
              topicId,
              order.target().writer(pipeline),
              false,
              listener::progress)) {
        listener.begins(replay.progress(), replay.isWhole());
        audit.note(
            "replay.started", order.entity().toString(), order.why(), before(replay), Map.of());
        ReplayCounts counts = replay.run();
        audit.note(
            "replay.finished",
            order.entity().toString(),
            order.why(),
            before(replay),
            after(counts));
        return counts;
      }
    }
  }

  static String topicId(Pipeline pipeline, EntityName entity, Topics topics) {
    String topic = pipeline.names().entity(entity);
    TopicDescription found = topics.describe(List.of(topic)).get(topic);
    if (found == null) {
      throw new TandemException(
          SinkCode.REPLAY_RANGE,
          "There is no topic " + topic + " yet: the transform makes it when it is started.");
    }
    return found.topicId().toString();
  }

  private ReplayConfig config(String topicId) {
    return new ReplayConfig(
        order.target().sink(),
        pipeline.names().replayGroup(order.id(topicId)),
        pipeline.names().entity(order.entity()),
        order.from(),
        order.keys(),
        order.rate(),
        order.restart(),
        true,
        pipeline.flood());
  }

  private Map<String, String> before(Replay replay) {
    Map<String, String> before = new TreeMap<>();
    before.put("target", order.target().toString());
    before.put("from", order.from().toString());
    before.put("rows", order.keys().isEmpty() ? "all" : Integer.toString(order.keys().size()));
    before.put("records", Long.toString(replay.progress().total()));
    before.put("resumedAt", Long.toString(replay.progress().resumedAt()));
    return before;
  }

  static Map<String, String> after(ReplayCounts counts) {
    return Map.of(
        "applied", Long.toString(counts.applied()),
        "superseded", Long.toString(counts.superseded()),
        "tombstoned", Long.toString(counts.tombstoned()),
        "rejected", Long.toString(counts.rejected()));
  }

  /** Hears how it goes. */
  public interface Listener {
    /**
     * Before the first record.
     *
     * @param whole whether the range begins with the first record that the topic ever held
     */
    void begins(ReplayProgress progress, boolean whole);

    /** About once a second. */
    void progress(ReplayProgress progress);
  }
}
