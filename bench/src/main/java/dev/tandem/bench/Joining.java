/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A join at work in a thread of its own. */
final class Joining implements AutoCloseable {
  private final Runnable close;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Thread thread;

  /**
   * Starts it.
   *
   * @param close makes {@code join} return soon
   */
  Joining(Runnable join, Runnable close) {
    this.close = close;
    this.thread = new Thread(() -> run(join), "join");
    thread.start();
  }

  private void run(Runnable join) {
    try {
      join.run();
    } catch (RuntimeException e) {
      failure.set(e);
    }
  }

  void check() {
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw new IllegalStateException("the join ended", thrown);
    }
  }

  @Override
  public void close() throws InterruptedException {
    close.run();
    thread.join();
  }
}
