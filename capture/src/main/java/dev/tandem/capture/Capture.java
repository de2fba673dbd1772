/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.error.Causes;
import dev.tandem.model.error.ExitStatus;
import dev.tandem.model.error.TandemException;
import dev.tandem.wire.KafkaRefusal;
import dev.tandem.wire.Topics;
import dev.tandem.wire.report.Reason;
import dev.tandem.wire.report.WorkState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TimeZone;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Captures a source, or stands by for the capture that does. Whatever fails ends the session; the
 * next one starts from the last committed batch, after a check that the server is still the one
 * that can continue it.
 */
public final class Capture implements Runnable, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Capture.class);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(8);
  private static final Duration LONGEST_START = Duration.ofMinutes(5);
  private static final Duration SILENCE_CHECK = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final int ATTEMPTS = 5;
  private static final String CANNOT_GO_ON = "capture cannot go on";

  private final CaptureConfig config;
  private final Topics topics;
  private final CaptureMeter meter;
  private final SplittableRandom random = new SplittableRandom();
  private volatile @Nullable CaptureSession session;
  private volatile @Nullable CaptureLease lease;
  private volatile boolean stopping;
  private boolean begun;

  /** A capture that has not started. Its topics must exist. */
  public Capture(CaptureConfig config, Topics topics, CaptureMeter meter) {
    this.config = config;
    this.topics = topics;
    this.meter = meter;
  }

  /**
   * Runs until {@link #close}.
   *
   * @throws TandemException when a person must decide, or another capture took over
   */
  @Override
  public void run() {
    if (TimeZone.getDefault().getRawOffset() != 0 || TimeZone.getDefault().useDaylightTime()) {
      throw new TandemException(
          CaptureCode.TIME_ZONE,
          CaptureCode.TIME_ZONE.meaning() + " " + CaptureCode.TIME_ZONE.remedy());
    }
    Thread watch = new Thread(this::watch, "capture-watch");
    watch.setDaemon(true);
    try (CaptureLease held = new CaptureLease(config.kafka(), config.topics(), this::stopSession)) {
      lease = held;
      meter.work().is(WorkState.STANDBY);
      held.await();
      meter.work().is(WorkState.STARTING);
      watch.start();
      sessions(held);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      watch.interrupt();
    }
  }

  private void sessions(CaptureLease held) throws InterruptedException {
    Attempts attempts = new Attempts();
    while (!stopping) {
      CaptureSession next = new CaptureSession(config, topics, meter);
      meter.restarted();
      session = next;
      boolean over = stopping || held.isLost();
      Optional<Throwable> failure = over ? Optional.empty() : attempt(next);
      begun |= next.hasBegun();
      if (held.isLost()) {
        throw lost(held);
      }
      if (stopping || failure.isEmpty()) {
        continue;
      }
      int failures = attempts.failed(meter.changes());
      decide(failure.get(), failures);
      pause(failures);
    }
  }

  private static Optional<Throwable> attempt(CaptureSession session) {
    try {
      return session.run();
    } catch (RuntimeException e) {
      return Optional.of(e);
    }
  }

  private TandemException lost(CaptureLease held) {
    KafkaException failure = held.failure();
    return failure == null
        ? fenced(null)
        : KafkaRefusal.later(failure, CANNOT_GO_ON)
            .orElseGet(() -> Topics.failure(failure, CANNOT_GO_ON));
  }

  /** Goes on after what passes; stops at what only a person can mend. */
  private void decide(Throwable failure, int attempts) {
    Optional<TandemException> refusal = KafkaRefusal.later(failure, CANNOT_GO_ON);
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    for (Throwable cause : Causes.of(failure)) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException) {
        throw fenced(cause);
      } else if (cause instanceof TandemException known) {
        waitFor(known);
        return;
      } else if (cause instanceof SQLException sql && config.source().passing(sql).isPresent()) {
        waitFor(config.source().passing(sql).get());
        return;
      } else if (cause instanceof java.io.IOException || cause instanceof RetriableException) {
        LOG.warn("capture waits: {}", String.valueOf(cause.getMessage()));
        meter.work().waits(new Reason("", String.valueOf(cause.getMessage())));
        return;
      }
    }
    if (attempts >= ATTEMPTS) {
      throw new TandemException(
          CaptureCode.ENGINE,
          CaptureCode.ENGINE.meaning()
              + " "
              + messages(failure)
              + " "
              + CaptureCode.ENGINE.remedy(),
          failure);
    }
    LOG.warn("the connector stopped and is started again: {}", messages(failure));
    meter
        .work()
        .waits(new Reason("", "The connector stopped and is started again: " + messages(failure)));
    LOG.debug("the failure behind it", failure);
  }

  /** A login that worked at the start is waited for: its password may be changed right now. */
  private void waitFor(TandemException known) {
    boolean passes =
        known.code().exitStatus() == ExitStatus.UNAVAILABLE
            || (begun && known.code().equals(config.source().denied()));
    if (!passes) {
      throw known;
    }
    meter.work().waits(Reason.of(known));
    LOG.warn("capture waits: {}", known.line());
    LOG.debug("the failure behind it", known);
  }

  /** What each layer of the connector has to say; only one of them names the table. */
  private static String messages(Throwable failure) {
    Set<String> messages = new LinkedHashSet<>();
    for (Throwable cause : Causes.of(failure)) {
      String message = cause.getMessage();
      if (message != null
          && !message.startsWith("An exception occurred in the change event producer")) {
        messages.add(message.lines().findFirst().orElse(""));
      }
    }
    messages.removeIf(
        message ->
            messages.stream().anyMatch(other -> !other.equals(message) && message.endsWith(other)));
    return String.join(": ", messages);
  }

  private TandemException fenced(@Nullable Throwable cause) {
    return new TandemException(
        CaptureCode.FENCED,
        CaptureCode.FENCED.meaning() + " " + CaptureCode.FENCED.remedy(),
        cause);
  }

  private void pause(int attempts) throws InterruptedException {
    long limit = Math.min(LONGEST_PAUSE.toMillis(), 250L << Math.min(attempts, 6));
    Thread.sleep(limit / 2 + random.nextLong(limit / 2));
  }

  /**
   * Heartbeats come every few seconds: an engine that is silent for longer is stuck without
   * knowing.
   */
  private void watch() {
    try {
      while (!stopping) {
        Thread.sleep(SILENCE_CHECK.toMillis());
        CaptureSession running = session;
        if (running != null) {
          running.look();
        }
        if (running != null && meter.isSilent(LONGEST_START, LONGEST_SILENCE)) {
          running.fail(
              new TandemException(
                  CaptureCode.SILENT,
                  CaptureCode.SILENT.meaning() + " " + CaptureCode.SILENT.remedy()));
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("the watch ends with its capture");
    }
  }

  private void stopSession() {
    CaptureSession running = session;
    if (running != null) {
      running.stop();
    }
  }

  /** Asks capture to end; it does within seconds, with nothing lost whenever it is cut off. */
  @Override
  public void close() {
    stopping = true;
    CaptureLease held = lease;
    stopSession();
    if (held != null) {
      held.close();
    }
  }
}
