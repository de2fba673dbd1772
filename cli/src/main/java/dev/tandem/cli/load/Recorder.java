/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.load;

import dev.tandem.lending.work.LoadPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.HdrHistogram.Histogram;

/** Writes down how a load goes, and tells it every few seconds. */
final class Recorder {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final int MOST_SAMPLES = 600;
  private static final Duration TOLD = Duration.ofSeconds(5);

  private final LoadMeter meter;
  private final List<TargetWatcher> watchers;
  private final IntSupplier waiting;
  private final Consumer<String> progress;
  private final MachineGauge machine = new MachineGauge(Path.of("/proc"));
  private final List<Sample> samples = new ArrayList<>();
  private final Duration tick;
  private final long startNanos = System.nanoTime();
  private final Map<String, Histogram> untold = new LinkedHashMap<>();
  private long lastNanos = startNanos;
  private long toldNanos = startNanos;
  private double lastDue;
  private double lastDone;
  private double toldDue;
  private double toldDone;

  Recorder(
      LoadPlan plan,
      LoadMeter meter,
      List<TargetWatcher> watchers,
      IntSupplier waiting,
      Consumer<String> progress) {
    this.meter = meter;
    this.watchers = watchers;
    this.waiting = waiting;
    this.progress = progress;
    Duration even = plan.whole().dividedBy(MOST_SAMPLES);
    this.tick = even.compareTo(SHORTEST) > 0 ? even : SHORTEST;
  }

  /** Waits for a moment, and writes down what happened in it. */
  void awaitTick() throws InterruptedException {
    long wait = lastNanos + tick.toNanos() - System.nanoTime();
    Thread.sleep(Math.max(1, wait / 1_000_000));
    take(System.nanoTime());
  }

  List<Sample> samples() {
    return List.copyOf(samples);
  }

  private void take(long now) {
    double seconds = (now - lastNanos) / 1e9;
    double due = meter.due();
    double done = meter.operations();
    Map<String, Sample.Seen> seen = new LinkedHashMap<>();
    for (TargetWatcher watcher : watchers) {
      seen.put(
          watcher.name(),
          seen(watcher.name(), watcher.delays().takeWindow(), watcher.oldestMillis()));
    }
    samples.add(
        new Sample(
            (now - startNanos) / 1e9,
            (due - lastDue) / seconds,
            (done - lastDone) / seconds,
            waiting.getAsInt(),
            seen("source", meter.commits().takeWindow(), Double.NaN),
            seen,
            machine.busyPercent(),
            machine.usedMegabytes()));
    lastNanos = now;
    lastDue = due;
    lastDone = done;
    if (now - toldNanos >= TOLD.toNanos()) {
      tell(now);
    }
  }

  private Sample.Seen seen(String name, Histogram window, double oldest) {
    untold.merge(
        name,
        window,
        (old, fresh) -> {
          old.add(fresh);
          return old;
        });
    return new Sample.Seen(Delays.millis(window, 50), Delays.millis(window, 99), oldest);
  }

  private void tell(long now) {
    double seconds = (now - toldNanos) / 1e9;
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "%5.0f s  due %,6.0f/s  done %,6.0f/s  waiting %,d  committed %s",
            (now - startNanos) / 1e9,
            (lastDue - toldDue) / seconds,
            (lastDone - toldDone) / seconds,
            waiting.getAsInt(),
            spread("source")));
    for (TargetWatcher watcher : watchers) {
      line.append("  ")
          .append(watcher.name())
          .append(' ')
          .append(spread(watcher.name()))
          .append(" in flight ")
          .append(watcher.outstanding());
    }
    progress.accept(line.toString());
    untold.clear();
    toldNanos = now;
    toldDue = lastDue;
    toldDone = lastDone;
  }

  private String spread(String name) {
    Histogram window = untold.get(name);
    return window == null || window.getTotalCount() == 0
        ? "-"
        : String.format(
            Locale.ROOT,
            "p50 %,.0f p99 %,.0f ms",
            Delays.millis(window, 50),
            Delays.millis(window, 99));
  }
}
