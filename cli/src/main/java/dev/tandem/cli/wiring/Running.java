/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes at work, each in a thread of its own; they stop together, and the first failure of one
 * stops all.
 */
public final class Running implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Running.class);

  private final List<PipelineProcess> processes;
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private Running(List<PipelineProcess> processes) {
    this.processes = List.copyOf(processes);
  }

  /** Starts them. */
  public static Running start(List<PipelineProcess> processes) {
    Running running = new Running(processes);
    for (PipelineProcess process : processes) {
      Thread thread = new Thread(() -> running.run(process), process.name());
      running.threads.add(thread);
      thread.start();
    }
    return running;
  }

  private void run(PipelineProcess process) {
    try {
      process.run();
      LOG.info("{} has ended", process.name());
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
      LOG.debug("{} failed", process.name(), e);
    } finally {
      ended.countDown();
    }
  }

  /** Waits until one of them ends, by itself or because it was told to. */
  public void await() throws InterruptedException {
    ended.await();
  }

  /** Why one of them ended that was not told to, or null. */
  public @Nullable Throwable failure() {
    return failure.get();
  }

  /** Throws what ended one of them, if anything did. */
  public void check() {
    Throwable thrown = failure.get();
    if (thrown instanceof RuntimeException known) {
      throw known;
    } else if (thrown instanceof Error error) {
      throw error;
    }
  }

  /**
   * Tells all to end and waits.
   *
   * @return whether all did within that time; what did not may be cut off without loss
   */
  public boolean stop(Duration limit) {
    processes.forEach(PipelineProcess::close);
    long deadline = System.nanoTime() + limit.toNanos();
    boolean all = true;
    for (Thread thread : threads) {
      all &= join(thread, deadline - System.nanoTime());
    }
    return all;
  }

  private static boolean join(Thread thread, long nanos) {
    try {
      thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  @Override
  public void close() {
    if (!stop(Duration.ofSeconds(10))) {
      LOG.warn("not every process ended within 10 s; what is left over is cut off");
    }
  }
}
