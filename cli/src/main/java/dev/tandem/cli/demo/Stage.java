/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.demo;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * What the demo shows while it works: a line for each step with its time, and bars for long ones.
 */
final class Stage {
  private static final int BAR_INTERVAL_MS = 250;

  private final Consumer<String> out;
  private final long startNanos = System.nanoTime();

  Stage(Consumer<String> out) {
    this.out = out;
  }

  void line(String text) {
    out.accept(text);
  }

  /** Does a step and tells how long it took. */
  <T> T step(String what, Step<T> work) throws InterruptedException {
    long start = System.nanoTime();
    T result = work.run();
    done(what, start);
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
    done(what, start);
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

  private void done(String what, long startNanos) {
    line(String.format(Locale.ROOT, "%-64s %6.1f s", what, (System.nanoTime() - startNanos) / 1e9));
  }

  double seconds() {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  /** Part of the work. */
  interface Step<T> {
    T run() throws InterruptedException;
  }
}
