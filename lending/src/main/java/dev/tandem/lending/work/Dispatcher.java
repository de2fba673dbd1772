/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says what is due when, and never waits for what was due before. */
final class Dispatcher {
  private static final double ROWS_OF_A_CHANGE = 4;
  private static final double ROWS_OF_A_BIG_ONE = 3_900;
  private static final Duration DRAIN = Duration.ofSeconds(10);
  private static final long LOOK_MILLIS = 20;

  private final LoadPlan plan;
  private final DueQueue queue;
  private final LoadWitness witness;
  private final CountDownLatch end;
  private final SplittableRandom random;
  private final List<Lane> lanes;
  private long probes;

  /** Transactions of one kind, and when they are due. */
  private record Lane(Deed deed, Schedule schedule) {}

  Dispatcher(
      LoadPlan plan,
      DueQueue queue,
      LoadWitness witness,
      CountDownLatch end,
      SplittableRandom random) {
    this.plan = plan;
    this.queue = queue;
    this.witness = witness;
    this.end = end;
    this.random = random;
    this.lanes = lanes(plan);
  }

  private static List<Lane> lanes(LoadPlan plan) {
    Tide tide = plan.mix().tide(plan.warmUp(), plan.measured());
    double probeRows = plan.probesPerSecond() * plan.probed().size();
    List<Lane> lanes = new ArrayList<>();
    lanes.add(new Lane(Deed.PROBE, new Schedule(tide, probeRows, plan.probed().size())));
    for (Mix.Flow flow : plan.mix().flows()) {
      double perSecond = plan.rate() * flow.share() - (flow.deed() == Deed.CHANGE ? probeRows : 0);
      if (perSecond > 0) {
        lanes.add(new Lane(flow.deed(), new Schedule(tide, perSecond, operations(flow.deed()))));
      }
    }
    return lanes;
  }

  private static double operations(Deed deed) {
    return switch (deed) {
      case READ, PROBE -> 1;
      case CHANGE -> ROWS_OF_A_CHANGE;
      case BIG -> ROWS_OF_A_BIG_ONE;
    };
  }

  /** The next one of all kinds. */
  Due next(long startNanos) {
    Lane lane =
        lanes.stream().min(Comparator.comparingLong(one -> one.schedule().due())).orElseThrow();
    double size = lane.deed() == Deed.BIG ? LoadClient.bigSize(random) : lane.schedule().expected();
    long due = startNanos + lane.schedule().due();
    lane.schedule().advance(size);
    Due next = new Due(lane.deed(), due, size, probes, lane.schedule());
    if (next.isProbe()) {
      probes++;
    }
    return next;
  }

  /** Hands out what is due until the time is over, and gives up what is not begun soon after. */
  void run(long startNanos) throws InterruptedException {
    long endNanos = startNanos + plan.whole().toNanos();
    Due due = next(startNanos);
    while (due.dueNanos() - endNanos < 0 && end.getCount() > 0) {
      long wait = due.dueNanos() - System.nanoTime();
      if (wait > 0) {
        end.await(wait, TimeUnit.NANOSECONDS);
      }
      witness.due(due.deed(), due.dueNanos(), due.size());
      queue.add(due);
      due = next(startNanos);
    }
    queue.close();
    drain(endNanos + DRAIN.toNanos());
  }

  private void drain(long deadline) throws InterruptedException {
    while (queue.size() > 0 && System.nanoTime() - deadline < 0 && end.getCount() > 0) {
      end.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
    long now = System.nanoTime();
    queue.clear().forEach(left -> witness.dropped(left.deed(), left.dueNanos(), now));
  }
}
