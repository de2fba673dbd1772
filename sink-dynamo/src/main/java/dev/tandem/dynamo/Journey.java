/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.dynamo.TableQueue.Load;
import dev.tandem.model.target.TargetUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private final CompletionService<Parcel> workers;
  private final int most;
  private final UnaryOperator<Parcel> work;
  private final List<TableQueue> queues;
  private final long end;
  private final Map<Future<Parcel>, Trip> underWay = new HashMap<>();
  private final List<Parcel> left = new ArrayList<>();
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
      while (moves()) {
        send();
        receive();
        giveUpThrottled();
      }
    } catch (InterruptedException e) {
      underWay.keySet().forEach(future -> future.cancel(true));
      Thread.currentThread().interrupt();
      throw new TargetUnavailable(
          DynamoCode.UNAVAILABLE, "The writer was stopped in the middle of a batch.", e);
    }
    if (failure != null) {
      throw failure;
    }
    return left;
  }

  private boolean moves() {
    return !underWay.isEmpty() || queues.stream().anyMatch(queue -> !queue.isEmpty());
  }

  /** One of each table in turn. */
  private void send() {
    boolean sent = true;
    while (sent && underWay.size() < most) {
      sent = false;
      for (TableQueue queue : queues) {
        long now = System.nanoTime();
        Optional<Load> load = underWay.size() < most ? queue.next(now) : Optional.empty();
        if (load.isPresent()) {
          Parcel parcel = load.get().parcel();
          underWay.put(workers.submit(() -> work.apply(parcel)), new Trip(queue, load.get(), now));
          sent = true;
        }
      }
    }
  }

  private void receive() throws InterruptedException {
    Future<Parcel> done =
        underWay.isEmpty() || queues.stream().anyMatch(queue -> !queue.isEmpty())
            ? workers.poll(TICK_MILLIS, TimeUnit.MILLISECONDS)
            : workers.take();
    for (; done != null; done = workers.poll()) {
      arrived(done);
    }
  }

  private void arrived(Future<Parcel> done) throws InterruptedException {
    Trip trip = underWay.remove(done);
    if (trip == null) {
      throw new IllegalStateException("a parcel came back that was not sent");
    }
    try {
      Parcel rest = done.get();
      if (rest.changes().isEmpty()) {
        trip.queue().done();
      } else {
        trip.queue().putOff(trip.load(), rest, trip.begun(), System.nanoTime());
      }
    } catch (ExecutionException e) {
      trip.queue().done();
      fail(Workers.unchecked(e));
    }
  }

  /** After the first failure, nothing further is begun. */
  private void fail(RuntimeException cause) {
    if (failure == null) {
      failure = cause;
    }
    queues.forEach(TableQueue::clear);
  }

  private void giveUpThrottled() {
    if (failure != null) {
      queues.forEach(TableQueue::clear);
    } else if (System.nanoTime() - end >= 0) {
      queues.stream().filter(TableQueue::throttled).forEach(queue -> left.addAll(queue.clear()));
    }
  }

  private record Trip(TableQueue queue, Load load, long begun) {}
}
