/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.replay;

import dev.tandem.cli.letters.Journal;
import dev.tandem.cli.letters.Operator;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.target.ShadowReport;
import dev.tandem.sink.Replay;
import dev.tandem.sink.ReplayConfig;
import dev.tandem.sink.ReplayCounts;
import dev.tandem.sink.SinkCode;
import dev.tandem.wire.Topics;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Builds a table beside that of an entity from the entity's topic alone, as far as the sink is,
 * then compares the two or puts the one in the place of the other.
 */
public final class ShadowReplay {
  /** The sink waits while the last of them are written, which must take a moment only. */
  private static final long NEAR = 500;

  private static final int MOST_ROUNDS = 1_000;

  private final Pipeline pipeline;
  private final ReplayOrder order;
  private final Wish wish;
  private final boolean partial;
  private final LiveReplay.Listener listener;

  /**
   * Connects when it is run.
   *
   * @param partial whether the topic may have lost its first records
   */
  public ShadowReplay(
      Pipeline pipeline,
      ReplayOrder order,
      Wish wish,
      boolean partial,
      LiveReplay.Listener listener) {
    this.pipeline = pipeline;
    this.order = order;
    this.wish = wish;
    this.partial = partial;
    this.listener = listener;
  }

  /**
   * Fills the shadow, from where an earlier start has left it, and does what is wished then.
   *
   * @throws TandemException when a person must decide; the same order goes on
   */
  public Result run() throws InterruptedException {
    try (Topics topics = pipeline.topics();
        Journal audit = new Journal(pipeline, Operator.current(), Clock.systemUTC())) {
      String topicId = LiveReplay.topicId(pipeline, order.entity(), topics);
      String group = pipeline.names().replayGroup("shadow-" + order.id(topicId));
      Shadow shadow = order.target().shadow(pipeline, order.entity(), group);
      boolean anew = shadow.begin(order.restart());
      try (Replay replay =
          new Replay(
              config(group, anew),
              pipeline.kafka(),
              pipeline.names(),
              topicId,
              shadow.writer(),
              true,
              listener::progress)) {
        check(replay);
        audit.note(
            "replay.started", order.entity().toString(), order.why(), about(shadow), Map.of());
        fill(shadow, replay);
        Optional<ShadowReport> report =
            wish == Wish.COMPARE ? Optional.of(shadow.compare(replay::runTo)) : Optional.empty();
        Optional<String> kept =
            wish == Wish.SWAP ? Optional.of(shadow.swap(replay::runTo)) : Optional.empty();
        Map<String, String> after = new TreeMap<>(LiveReplay.after(replay.progress().counts()));
        report.ifPresent(found -> after.put("differences", Long.toString(found.differences())));
        kept.ifPresent(table -> after.put("keptAs", table));
        audit.note("replay.finished", order.entity().toString(), order.why(), about(shadow), after);
        return new Result(shadow.name(), replay.progress().counts(), report, kept);
      }
    }
  }

  private void check(Replay replay) {
    listener.begins(replay.progress(), replay.isWhole());
    if (!replay.isWhole() && !partial) {
      throw new TandemException(
          SinkCode.REPLAY_RANGE,
          "The topic "
              + topic()
              + " no longer holds its first records, and a shadow would lack the rows that last changed in them."
              + " If a fresh snapshot was taken since, all rows are there: say --partial.");
    }
  }

  private void fill(Shadow shadow, Replay replay) throws InterruptedException {
    if (order.until().isPresent()) {
      replay.runUntil(order.until().get());
    } else {
      approach(shadow, replay);
    }
  }

  /** The sink comes on while the shadow is filled, so the last of it is taken round by round. */
  private void approach(Shadow shadow, Replay replay) throws InterruptedException {
    long before = -1;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Map<Integer, Long> positions = shadow.positions();
      replay.runTo(positions);
      long now = positions.values().stream().mapToLong(Long::longValue).sum();
      if (now - before <= NEAR) {
        return;
      }
      before = now;
    }
  }

  private String topic() {
    return pipeline.names().entity(order.entity());
  }

  private ReplayConfig config(String group, boolean anew) {
    return new ReplayConfig(
        order.target().sink(),
        group,
        topic(),
        order.from(),
        order.keys(),
        order.rate(),
        anew,
        false,
        pipeline.flood());
  }

  private Map<String, String> about(Shadow shadow) {
    return Map.of("target", order.target().toString(), "into", shadow.name());
  }

  /** What is to be done with a shadow that is filled. */
  public enum Wish {
    /** Nothing. */
    FILL,
    /** Compare it with the table in use. */
    COMPARE,
    /** Put it in the place of the table in use. */
    SWAP
  }

  /**
   * What came of it.
   *
   * @param table the shadow's name
   * @param report how it differs from the table in use, if that was asked for
   * @param kept the name under which the former table is kept, after a swap
   */
  public record Result(
      String table, ReplayCounts counts, Optional<ShadowReport> report, Optional<String> kept) {}
}
