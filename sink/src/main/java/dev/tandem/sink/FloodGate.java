/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.WriteResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops an entity that has too many dead letters in too short a time: from then on each of its
 * lanes waits at the next change that is refused, until one of these is accepted or the sink is
 * started again.
 */
final class FloodGate {
  private static final Logger LOG = LoggerFactory.getLogger(FloodGate.class);
  private static final Duration INTERVAL = Duration.ofMinutes(10);

  private final FloodLimit limit;
  private final Clock clock;
  private final Predicate<Delivery> filed;
  private final Map<String, Queue<Instant>> letters = new HashMap<>();
  private final Map<String, Stop> stopped = new HashMap<>();

  FloodGate(FloodLimit limit, Clock clock) {
    this(limit, clock, change -> false);
  }

  /**
   * A gate that lets pass what has its letter already.
   *
   * @param filed whether a refused change has one
   */
  FloodGate(FloodLimit limit, Clock clock, Predicate<Delivery> filed) {
    this.limit = limit;
    this.clock = clock;
    this.filed = filed;
  }

  /** Where the lane of a refused change must wait; empty when the change may be parked. */
  Optional<WriteResult.Blockage> hold(Delivery refused, String code) {
    String topic = refused.lane().topic();
    if (filed.test(refused) || (!stopped.containsKey(topic) && admits(topic))) {
      return Optional.empty();
    }
    Stop stop = stopped.computeIfAbsent(topic, first -> new Stop());
    stop.waitsAt(refused);
    String reason = reason(refused, code);
    stop.tell(reason, clock.instant());
    return Optional.of(new WriteResult.Blockage(refused.offset(), SinkCode.FLOOD.code(), reason));
  }

  private boolean admits(String topic) {
    Instant now = clock.instant();
    Queue<Instant> counted = letters.computeIfAbsent(topic, first -> new ArrayDeque<>());
    while (!counted.isEmpty() && !counted.element().isAfter(now.minus(limit.within()))) {
      counted.remove();
    }
    return counted.size() < limit.letters() && counted.add(now);
  }

  private String reason(Delivery refused, String code) {
    return "%s is stopped at %s (%s) after %d dead letters within %s. %s"
        .formatted(
            refused.schema().name(),
            refused.position(),
            code,
            limit.letters(),
            limit.within(),
            SinkCode.FLOOD.remedy());
  }

  /**
   * Lets an entity go on when the target has taken a change that a lane of it waited at: one of
   * what it was given, ahead of where lanes are blocked now.
   */
  void accepted(Batch batch, Map<Lane, WriteResult.Blockage> blocked) {
    batch
        .progress()
        .forEach(
            (lane, span) -> {
              WriteResult.Blockage blockage = blocked.get(lane);
              accepted(lane, span.from(), blockage == null ? span.to() : blockage.offset());
            });
  }

  private void accepted(Lane lane, long from, long to) {
    Stop stop = stopped.get(lane.topic());
    if (stop != null && stop.isPassed(lane, from, to)) {
      LOG.info("{} goes on: the target accepts what it refused", lane.topic());
      stopped.remove(lane.topic());
      letters.remove(lane.topic());
    }
  }

  /** Lets an entity go on though nothing of it was accepted, and counts its letters anew. */
  void release(String topic) {
    stopped.remove(topic);
    letters.remove(topic);
  }

  /**
   * Lanes that others may have carried on meanwhile. An entity of which no lane waits is stopped no
   * more, since nothing could ever let it go on; its letters still count.
   */
  void forget(Collection<Lane> lanes) {
    stopped.values().forEach(stop -> stop.lanes.keySet().removeAll(lanes));
    stopped.values().removeIf(stop -> stop.lanes.isEmpty());
  }

  /** An entity that waits. */
  private static final class Stop {
    private final Map<Lane, Long> lanes = new HashMap<>();
    private final Reminder reminder = new Reminder(INTERVAL);

    /** A target may name a later change before it has taken the one that is waited at. */
    void waitsAt(Delivery refused) {
      lanes.merge(refused.lane(), refused.offset(), Math::min);
    }

    boolean isPassed(Lane lane, long from, long to) {
      Long offset = lanes.get(lane);
      return offset != null && from <= offset && offset < to;
    }

    void tell(String reason, Instant now) {
      if (reminder.isDue(now)) {
        LOG.error("{}: {}", SinkCode.FLOOD.code(), reason);
      }
    }
  }
}
