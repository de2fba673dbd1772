/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.demo;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * What the demo shows while it works: a line for each step with its time, and bars for long ones.
 */
final class Stage {
  private static final int BAR_INTERVAL_MS = 250;
  private static final int TELL_INTERVAL_MS = 5_000;

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

  /**
   * Follows a number until the work is done: with a bar in a terminal, with a line now and then
   * elsewhere.
   *
   * @param detail what else to tell beside the number
   */
  void bar(String what, long total, LongSupplier done, Supplier<String> detail, Step<?> work)
      throws InterruptedException {
    long start = System.nanoTime();
    Thread follower =
        new Thread(
            Boolean.getBoolean("tandem.terminal")
                ? () -> draw(what, total, done, detail)
                : () -> tell(what, total, done, detail),
            "progress");
    follower.setDaemon(true);
    follower.start();
    try {
      work.run();
    } finally {
      follower.interrupt();
      follower.join();
    }
    done(what, start);
  }

  private void tell(String what, long total, LongSupplier done, Supplier<String> detail) {
    follow(
        TELL_INTERVAL_MS,
        () ->
            line(
                String.format(
                    Locale.ROOT,
                    "... %s: %,d of %,d %s",
                    what,
                    done.getAsLong(),
                    total,
                    detail.get())));
  }

  private static void draw(String what, long total, LongSupplier done, Supplier<String> detail) {
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(what)
            .setInitialMax(total)
            .setUpdateIntervalMillis(BAR_INTERVAL_MS)
            .setStyle(ProgressBarStyle.ASCII)
            .showSpeed()
            .clearDisplayOnFinish()
            .build()) {
      follow(
          BAR_INTERVAL_MS,
          () -> {
            bar.stepTo(Math.min(total, done.getAsLong()));
            bar.setExtraMessage(detail.get());
          });
    }
  }

  private static void follow(long intervalMs, Runnable act) {
    try {
      while (true) {
        Thread.sleep(intervalMs);
        act.run();
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
