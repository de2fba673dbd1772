/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.load;

import dev.tandem.lending.work.LoadWitness.ProbeMark;
import dev.tandem.model.entity.EntityKey;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.Location;
import dev.tandem.model.target.RowWatch;
import dev.tandem.model.target.TargetUnavailable;
import dev.tandem.model.type.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at one target, with sessions of its own, for the rows that probes have changed, until each
 * shows its change.
 */
final class TargetWatcher implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(TargetWatcher.class);
  private static final long PAUSE_MILLIS = 200;

  private final String name;
  private final Duration period;
  private final LongSupplier nanos;
  private final Delays delays = new Delays();
  private final List<Watched> entities = new ArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);

  /**
   * Not begun.
   *
   * @param watches opens what looks at the rows of an entity
   * @param period from one look to the next
   * @param nanos the clock by which changes were due
   */
  TargetWatcher(
      String name,
      List<ProbedEntity> probed,
      Function<ProbedEntity, RowWatch> watches,
      Duration period,
      LongSupplier nanos) {
    this.name = name;
    this.period = period;
    this.nanos = nanos;
    probed.forEach(entity -> entities.add(new Watched(entity, watches.apply(entity))));
  }

  String name() {
    return name;
  }

  /** From the time when a change was due until it could be seen. */
  Delays delays() {
    return delays;
  }

  /** Looks for a row from now on, if this target has it at all. */
  void expect(ProbeMark mark, long dueNanos, long committedNanos, boolean measured) {
    for (Watched entity : entities) {
      entity.expect(mark, new Awaited(mark.revision(), dueNanos, committedNanos, measured));
    }
  }

  /** How many changes have not been seen. */
  int outstanding() {
    return entities.stream().mapToInt(Watched::outstanding).sum();
  }

  /** How long ago the oldest change that has not been seen was committed, in milliseconds. */
  double oldestMillis() {
    long now = nanos.getAsLong();
    return entities.stream().mapToLong(entity -> entity.oldest(now)).max().orElse(0) / 1e6;
  }

  @Override
  public void run() {
    try {
      while (end.getCount() > 0) {
        long began = System.nanoTime();
        try {
          look();
          long rest = period.toNanos() - (System.nanoTime() - began);
          LockSupport.parkNanos(Math.max(rest, 100_000));
        } catch (TargetUnavailable e) {
          LOG.debug("{} cannot be looked at", name, e);
          var unused = end.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      entities.forEach(entity -> entity.watch.close());
    }
  }

  /** Looks once at every row that is waited for. */
  void look() {
    for (Watched entity : entities) {
      List<Location> places = entity.places();
      if (!places.isEmpty()) {
        List<EntityRow> rows = entity.watch.look(places);
        long now = nanos.getAsLong();
        rows.forEach(row -> entity.seen(row, now));
      }
    }
  }

  /** Looks no more. */
  void end() {
    end.countDown();
  }

  /** The rows of one entity that are waited for, by their numbers. */
  private final class Watched {
    private final ProbedEntity entity;
    private final RowWatch watch;
    private final Map<EntityKey, Long> numbers = new HashMap<>();
    private final Map<Long, List<Awaited>> awaited = new HashMap<>();

    Watched(ProbedEntity entity, RowWatch watch) {
      this.entity = entity;
      this.watch = watch;
      entity
          .places()
          .forEach(
              (number, place) ->
                  numbers.put(EntityKey.of(entity.schema(), place.fields()), number));
    }

    synchronized void expect(ProbeMark mark, Awaited change) {
      if (mark.table().equals(entity.table()) && entity.places().containsKey(mark.number())) {
        awaited.computeIfAbsent(mark.number(), number -> new ArrayList<>()).add(change);
      }
    }

    synchronized List<Location> places() {
      return awaited.keySet().stream()
          .map(number -> Objects.requireNonNull(entity.places().get(number)))
          .toList();
    }

    synchronized void seen(EntityRow row, long now) {
      Long number = numbers.get(row.key());
      List<Awaited> changes = number == null ? null : awaited.get(number);
      if (changes != null && row.value(entity.revisionField()) instanceof Value.Int revision) {
        changes.stream()
            .filter(change -> change.revision() <= revision.value())
            .forEach(change -> delays.add(now - change.dueNanos(), change.measured()));
        changes.removeIf(change -> change.revision() <= revision.value());
        if (changes.isEmpty()) {
          awaited.remove(number);
        }
      }
    }

    synchronized int outstanding() {
      return awaited.values().stream().mapToInt(List::size).sum();
    }

    synchronized long oldest(long now) {
      return awaited.values().stream()
          .flatMap(List::stream)
          .mapToLong(change -> now - change.committedNanos())
          .max()
          .orElse(0);
    }
  }
}
