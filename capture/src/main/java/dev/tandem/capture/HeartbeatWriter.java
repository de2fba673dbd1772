/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.HeartbeatRow;
import dev.tandem.model.source.TableId;
import dev.tandem.wire.report.ProcessMeter;
import dev.tandem.wire.report.Reason;
import dev.tandem.wire.report.WorkState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the heartbeat's row at the source for as long as a session streams, on a thread of its
 * own: whatever becomes of it, capture goes on.
 */
final class HeartbeatWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HeartbeatWriter.class);
  private static final Duration LOOK = Duration.ofMillis(250);

  private final HeartbeatRow row;
  private final TableId table;
  private final Duration every;
  private final ProcessMeter meter;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private String told = "";

  private HeartbeatWriter(HeartbeatRow row, TableId table, Duration every, ProcessMeter meter) {
    this.row = row;
    this.table = table;
    this.every = every;
    this.meter = meter;
    this.thread = new Thread(this::run, "capture-heartbeat");
  }

  /** Begins, if the pipeline has a heartbeat at all. */
  static Optional<HeartbeatWriter> start(CaptureConfig config, ProcessMeter meter) {
    return config
        .heartbeatEvery()
        .flatMap(
            every ->
                config
                    .plan()
                    .heartbeat()
                    .map(
                        table ->
                            new HeartbeatWriter(
                                config.source().heartbeat(table, config.topics().pipeline()),
                                table,
                                every,
                                meter)))
        .map(HeartbeatWriter::started);
  }

  private HeartbeatWriter started() {
    thread.setDaemon(true); // a server that does not answer holds up nobody's end
    thread.start();
    return this;
  }

  private void run() {
    try (row) {
      long last = System.nanoTime() - every.toNanos();
      do {
        boolean isDue = System.nanoTime() - last >= every.toNanos();
        if (isDue && meter.state() == WorkState.STREAMING) {
          last = System.nanoTime();
          beat();
        }
      } while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      LOG.debug("the heartbeat ends with its session");
    }
  }

  private void beat() {
    Instant now = Instant.ofEpochMilli(meter.now());
    try {
      row.write(now);
      meter.shows(now.toEpochMilli());
      if (!told.isEmpty()) {
        LOG.info("the heartbeat is written again to {}", table);
        told = "";
      }
    } catch (TandemException e) {
      fails(e, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) { // not even a defect here may end what it only watches
      fails(e, e.getClass().getName());
    }
  }

  /** Told once, and again when it fails for another reason. */
  private void fails(RuntimeException failure, String why) {
    if (closed.getCount() == 0) {
      return;
    }
    Reason reason =
        new Reason(CaptureCode.HEARTBEAT.code(), CaptureCode.HEARTBEAT.meaning() + " " + why);
    meter.showsUnknown(reason);
    if (!reason.sentence().equals(told)) {
      told = reason.sentence();
      LOG.warn("{}", reason.line());
      LOG.debug("the failure behind it", failure);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
  }
}
