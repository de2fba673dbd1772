/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status;

import dev.tandem.model.error.TandemException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the status every few seconds, however many look at it, in a thread of its own that nobody
 * waits for. Safe for several threads.
 */
public final class StatusFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StatusFeed.class);
  private static final Duration WATCHED = Duration.ofSeconds(2);

  /** An answer that is older tells of another time. */
  private static final Duration STALE = Duration.ofSeconds(20);

  private final Supplier<StatusSource> sources;
  private final Duration interval;
  private final Thread thread;
  private volatile @Nullable PipelineStatus last;
  private volatile long readAt = System.nanoTime() - STALE.toNanos();
  private volatile String failure = "The status has not been read yet.";

  /**
   * Begins to read every two seconds, for those who watch.
   *
   * @param sources makes one; again after a failure
   */
  public StatusFeed(Supplier<StatusSource> sources) {
    this(sources, WATCHED);
  }

  /**
   * Begins to read.
   *
   * @param sources makes one; again after a failure
   * @param interval shorter than the 20 seconds after which an answer is stale
   */
  public StatusFeed(Supplier<StatusSource> sources, Duration interval) {
    this.sources = sources;
    this.interval = interval;
    this.thread = new Thread(this::run, "status-feed");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        follow();
        Thread.sleep(interval.toMillis());
      }
    } catch (InterruptedException e) {
      LOG.debug("nobody looks at the status any more");
    }
  }

  /** Until something fails. */
  private void follow() throws InterruptedException {
    try (StatusSource source = sources.get()) {
      while (true) {
        last = source.read();
        readAt = System.nanoTime();
        Thread.sleep(interval.toMillis());
      }
    } catch (org.apache.kafka.common.errors.InterruptException e) {
      throw new InterruptedException();
    } catch (TandemException e) {
      failed(e.line(), e);
    } catch (KafkaException e) {
      failed("Kafka does not tell: " + e.getMessage(), e);
    }
  }

  private void failed(String sentence, RuntimeException why) {
    failure = sentence;
    LOG.debug("the status could not be read", why);
  }

  /** How the pipeline is, or was within the last seconds; empty when nobody can tell. */
  public Optional<PipelineStatus> now() {
    boolean isStale = System.nanoTime() - readAt > STALE.toNanos();
    return isStale ? Optional.empty() : Optional.ofNullable(last);
  }

  /** Why there is no status, in a sentence; the last reason when there is one. */
  public String failure() {
    return failure;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
