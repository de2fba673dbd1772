/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A question that Kafka did not answer in time: it is put again a moment later, so that other work
 * gets its turn, and told at once and then every half minute.
 */
final class Unanswered {
  private static final Logger LOG = LoggerFactory.getLogger(Unanswered.class);
  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final long PAUSE_NANOS = 1_000_000_000;

  private final String sink;
  private final String question;
  private final Clock clock;
  private final Reminder reminder = new Reminder(INTERVAL);
  private boolean open;
  private long sinceNanos;

  /**
   * A question that nobody has put yet.
   *
   * @param question what a sink waits for, as a log line says it
   */
  Unanswered(String sink, String question, Clock clock) {
    this.sink = sink;
    this.question = question;
    this.clock = clock;
  }

  /** Whether it may be put now. */
  boolean isDue() {
    return !open || System.nanoTime() - sinceNanos >= PAUSE_NANOS;
  }

  void failed(RetriableException failure) {
    open = true;
    sinceNanos = System.nanoTime();
    if (reminder.isDue(clock.instant())) {
      LOG.warn("{} waits for Kafka to tell {}: {}", sink, question, failure.getMessage());
      LOG.debug("the failure behind it", failure);
    }
  }

  void answered() {
    open = false;
    reminder.reset();
  }
}
