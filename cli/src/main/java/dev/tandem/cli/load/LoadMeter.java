/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.load;

import dev.tandem.lending.work.Deed;
import dev.tandem.lending.work.LoadWitness;
import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what a load does at the source, and hands what is to be seen at the targets to those who
 * look for it. Every delay counts from the time when its transaction was due.
 */
final class LoadMeter implements LoadWitness {
  private final List<TargetWatcher> watchers;
  private final Delays commits = new Delays();
  private final Delays reads = new Delays();
  private final DoubleAdder due = new DoubleAdder();
  private final LongAdder changes = new LongAdder();
  private final LongAdder operations = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder measuredChanges = new LongAdder();
  private final LongAdder measuredReads = new LongAdder();
  private volatile long from = Long.MAX_VALUE;
  private volatile long to = Long.MAX_VALUE;

  LoadMeter(List<TargetWatcher> watchers) {
    this.watchers = List.copyOf(watchers);
  }

  /** Says what is measured: all that is due from one time until another. */
  void measure(long fromNanos, long toNanos) {
    to = toNanos;
    from = fromNanos;
  }

  private boolean isMeasured(long nanos) {
    return from != Long.MAX_VALUE && nanos - from >= 0 && nanos - to < 0;
  }

  @Override
  public void due(Deed deed, long dueNanos, double size) {
    due.add(size);
  }

  @Override
  public void done(Deed deed, long dueNanos, long doneNanos, long count, List<ProbeMark> probes) {
    operations.add(count);
    (deed == Deed.READ ? reads : commits).add(doneNanos - dueNanos, isMeasured(dueNanos));
    if (deed != Deed.READ) {
      changes.add(count);
    }
    if (isMeasured(doneNanos)) {
      (deed == Deed.READ ? measuredReads : measuredChanges).add(count);
    }
    for (ProbeMark probe : probes) {
      watchers.forEach(watcher -> watcher.expect(probe, dueNanos, doneNanos, isMeasured(dueNanos)));
    }
  }

  /** It has taken at least so long: left out, it would look as if all had been well. */
  @Override
  public void dropped(Deed deed, long dueNanos, long nowNanos) {
    dropped.increment();
    (deed == Deed.READ ? reads : commits).add(nowNanos - dueNanos, isMeasured(dueNanos));
  }

  /** From due to committed. */
  Delays commits() {
    return commits;
  }

  /** From due to read. */
  Delays reads() {
    return reads;
  }

  /** Operations that have become due, about. */
  double due() {
    return due.sum();
  }

  /** Operations done. */
  long operations() {
    return operations.sum();
  }

  /** Rows changed, the warm-up included. */
  long changes() {
    return changes.sum();
  }

  /** Transactions that were given up at the end. */
  long dropped() {
    return dropped.sum();
  }

  /** Rows changed within the measured time. */
  long measuredChanges() {
    return measuredChanges.sum();
  }

  /** Reads within the measured time. */
  long measuredReads() {
    return measuredReads.sum();
  }
}
