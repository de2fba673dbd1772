/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire.testing;

import dev.tandem.model.error.TandemException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One of the product's processes, in a thread of its own. */
public final class Background implements AutoCloseable {
  private final Runnable stop;
  private final CompletableFuture<Void> end;

  /**
   * Starts it.
   *
   * @param stop makes {@code process} return
   */
  public Background(Runnable process, Runnable stop) {
    this.stop = stop;
    this.end = CompletableFuture.runAsync(process);
  }

  /** What ended it, if a person must decide. */
  public TandemException failure() {
    try {
      end.get(60, TimeUnit.SECONDS);
      throw new AssertionError("the process ended without a failure");
    } catch (ExecutionException e) {
      return (TandemException) Objects.requireNonNull(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    stop.run();
    try {
      end.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      // what a test expects of the end, it has checked
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
