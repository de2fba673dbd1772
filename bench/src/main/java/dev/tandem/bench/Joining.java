/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.transform.join.EntityJoin;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A join at work in a thread of its own. */
final class Joining implements AutoCloseable {
  private final EntityJoin join;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Thread thread;

  Joining(EntityJoin join) {
    this.join = join;
    this.thread = new Thread(this::run, "join");
    thread.start();
  }

  private void run() {
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
    join.close();
    thread.join();
  }
}
