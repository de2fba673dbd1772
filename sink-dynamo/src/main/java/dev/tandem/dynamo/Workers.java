/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.target.TargetUnavailable;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Threads that each wait for one answer of DynamoDB at a time: for as many requests in flight they
 * took some 40 % less processor time than the SDK's asynchronous client, and the code reads from
 * top to bottom.
 */
final class Workers implements AutoCloseable {
  /** Only readers wait here: writers wait in {@link Journey}. */
  private static final String STOPPED = "The reader was stopped.";

  private final ExecutorService pool;

  Workers(String name, int count) {
    this.pool = Executors.newFixedThreadPool(count, named(name));
  }

  /**
   * Does the work for each element and returns when none is under way any more. After the first
   * failure, nothing further is begun.
   *
   * @throws TargetUnavailable when one of them did
   */
  <T> void each(List<T> elements, Consumer<T> work) {
    AtomicBoolean failed = new AtomicBoolean();
    List<Callable<Object>> tasks =
        elements.stream()
            .map(element -> Executors.callable(() -> one(element, work, failed)))
            .toList();
    try {
      for (Future<Object> done : pool.invokeAll(tasks)) {
        done.get();
      }
    } catch (InterruptedException e) {
      throw Interruption.of(e, STOPPED);
    } catch (ExecutionException e) {
      throw unchecked(e);
    }
  }

  private static <T> void one(T element, Consumer<T> work, AtomicBoolean failed) {
    if (failed.get()) {
      return;
    }
    try {
      work.accept(element);
    } catch (RuntimeException e) {
      failed.set(true);
      throw e;
    }
  }

  /** Work whose results are taken in the order in which they come. */
  <T> CompletionService<T> stream() {
    return new ExecutorCompletionService<>(pool);
  }

  /** The next result. */
  static <T> T next(CompletionService<T> results) {
    try {
      return results.take().get();
    } catch (InterruptedException e) {
      throw Interruption.of(e, STOPPED);
    } catch (ExecutionException e) {
      throw unchecked(e);
    }
  }

  /** What made it fail. */
  static RuntimeException unchecked(ExecutionException failure) {
    Throwable cause = failure.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(failure);
  }

  private static ThreadFactory named(String name) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, name + '-' + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
