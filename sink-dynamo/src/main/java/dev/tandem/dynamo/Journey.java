/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.dynamo.TableQueue.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One batch's parcels under way. Used by one thread, which others work for. */
final class Journey {
  private static final long TICK_MILLIS = 10;

  private final CompletionService<Arrival> workers;
  private final int most;
  private final UnaryOperator<Parcel> work;
  private final List<TableQueue> queues;
  private final long end;
  private final List<Future<Arrival>> sent = new ArrayList<>();
  private final List<Parcel> left = new ArrayList<>();
  private int underWay;
  private @Nullable RuntimeException failure;

  Journey(
      Workers workers,
      int most,
      UnaryOperator<Parcel> work,
      List<TableQueue> queues,
      Duration patience) {
    this.workers = workers.stream();
    this.most = most;
    this.work = work;
    this.queues = queues;
    this.end = System.nanoTime() + patience.toNanos();
  }

  /** Returns when nothing is under way any more. */
  List<Parcel> run() {
    try {
      while (underWay > 0 || waits()) {
        send();
        receive();
        giveUpThrottled();
      }
    } catch (InterruptedException e) {
      sent.forEach(future -> future.cancel(true));
      throw Interruption.of(e, "The writer was stopped in the middle of a batch.");
    }
    if (failure != null) {
      throw failure;
    }
    return left;
  }

  private boolean waits() {
    return queues.stream().anyMatch(queue -> !queue.isEmpty());
  }

  /** One of each table in turn. */
  private void send() {
    boolean more = true;
    while (more && underWay < most) {
      more = false;
      for (TableQueue queue : queues) {
        long now = System.nanoTime();
        Optional<Load> load = underWay < most ? queue.next(now) : Optional.empty();
        if (load.isPresent()) {
          Trip trip = new Trip(queue, load.get(), now);
          sent.add(workers.submit(() -> travel(trip)));
          underWay++;
          more = true;
        }
      }
    }
  }

  private Arrival travel(Trip trip) {
    try {
      return new Arrival(trip, work.apply(trip.load().parcel()), null);
    } catch (RuntimeException e) {
      return new Arrival(trip, trip.load().parcel(), e);
    }
  }

  private void receive() throws InterruptedException {
    Future<Arrival> done =
        waits() ? workers.poll(TICK_MILLIS, TimeUnit.MILLISECONDS) : workers.take();
    for (; done != null; done = workers.poll()) {
      try {
        arrived(done.get());
      } catch (ExecutionException e) {
        throw Workers.unchecked(e);
      }
    }
  }

  private void arrived(Arrival arrival) {
    underWay--;
    Trip trip = arrival.trip();
    if (arrival.failure() != null) {
      trip.queue().done();
      failure = failure == null ? arrival.failure() : failure;
    } else if (arrival.rest().changes().isEmpty()) {
      trip.queue().done();
    } else {
      trip.queue().putOff(trip.load(), arrival.rest(), trip.begun(), System.nanoTime());
    }
  }

  /** After the first failure, nothing further is begun. */
  private void giveUpThrottled() {
    if (failure != null) {
      queues.forEach(TableQueue::clear);
    } else if (System.nanoTime() - end >= 0) {
      queues.stream().filter(TableQueue::throttled).forEach(queue -> left.addAll(queue.clear()));
    }
  }

  private record Trip(TableQueue queue, Load load, long begun) {}

  /** What came of a trip: what is left of its parcel, or why it failed. */
  private record Arrival(Trip trip, Parcel rest, @Nullable RuntimeException failure) {}
}
