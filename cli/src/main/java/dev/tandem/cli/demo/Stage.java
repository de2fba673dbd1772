/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * What the demo shows while it works: a line for each step with its time, and bars for long ones.
 */
final class Stage {
  private static final int BAR_INTERVAL_MS = 250;

  private final PrintStream out;
  private final long startNanos = System.nanoTime();

  Stage(PrintStream out) {
    this.out = out;
  }

  void line(String text) {
    out.println(text);
  }

  /** Does a step and tells how long it took. */
  <T> T step(String what, Step<T> work) throws InterruptedException {
    long start = System.nanoTime();
    T result = work.run();
    out.printf(Locale.ROOT, "%-64s %6.1f s%n", what, (System.nanoTime() - start) / 1e9);
    return result;
  }

  /** Shows a bar that follows a number until the work is done. */
  void bar(String what, long total, LongSupplier done, Step<?> work) throws InterruptedException {
    long start = System.nanoTime();
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(what)
            .setInitialMax(total)
            .setUpdateIntervalMillis(BAR_INTERVAL_MS)
            .setStyle(ProgressBarStyle.ASCII)
            .showSpeed()
            .clearDisplayOnFinish()
            .build()) {
      Thread follower = new Thread(() -> follow(bar, done), "progress");
      follower.setDaemon(true);
      follower.start();
      work.run();
      follower.interrupt();
    }
    out.printf(Locale.ROOT, "%-64s %6.1f s%n", what, (System.nanoTime() - start) / 1e9);
  }

  private static void follow(ProgressBar bar, LongSupplier done) {
    try {
      while (true) {
        bar.stepTo(done.getAsLong());
        Thread.sleep(BAR_INTERVAL_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  double seconds() {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  /** Part of the work. */
  interface Step<T> {
    T run() throws InterruptedException;
  }
}
