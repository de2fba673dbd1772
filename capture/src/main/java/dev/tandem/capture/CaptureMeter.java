/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.wire.report.ProcessMeter;
import dev.tandem.wire.report.WorkState;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What capture has published since it started. Safe for several threads. */
public final class CaptureMeter {
  private final ProcessMeter work = new ProcessMeter();
  private final AtomicLong snapshotRows = new AtomicLong();
  private final AtomicLong changes = new AtomicLong();
  private final AtomicLong firstSnapshotNanos = new AtomicLong();
  private final AtomicLong lastSnapshotNanos = new AtomicLong();
  private volatile boolean streaming;
  private volatile boolean sessionStreams;
  private volatile boolean publishing;
  private volatile long lastBatchNanos = System.nanoTime();

  void published(int snapshotRecords, int changeRecords) {
    long now = System.nanoTime();
    lastBatchNanos = now;
    publishing = false;
    work.works(sessionStreams ? WorkState.STREAMING : WorkState.SNAPSHOTTING);
    if (snapshotRecords > 0) {
      firstSnapshotNanos.compareAndSet(0, now);
      lastSnapshotNanos.set(now);
    }
    snapshotRows.addAndGet(snapshotRecords);
    changes.addAndGet(changeRecords);
  }

  void streams() {
    streaming = true;
    sessionStreams = true;
  }

  /** What capture tells of itself, and of each table. */
  public ProcessMeter work() {
    return work;
  }

  /** Rows that snapshots have read. */
  public long snapshotRows() {
    return snapshotRows.get();
  }

  /** Changes read from the log. */
  public long changes() {
    return changes.get();
  }

  /** Whether the snapshot is over. */
  public boolean isStreaming() {
    return streaming;
  }

  /** Rows a second from the first batch of the snapshot to the last; 0 while there is only one. */
  public double snapshotRowsPerSecond() {
    double seconds = (lastSnapshotNanos.get() - firstSnapshotNanos.get()) / 1e9;
    return seconds <= 0 ? 0 : snapshotRows.get() / seconds;
  }

  /**
   * Whether the engine has stopped telling anything, heartbeats included, without saying so: a lost
   * connection that it does not notice looks like that.
   *
   * @param starting how long a session may take until its first batch
   * @param streaming how long it may be silent after that
   */
  boolean isSilent(Duration starting, Duration streaming) {
    Duration limit = sessionStreams ? streaming : starting;
    return !publishing && System.nanoTime() - lastBatchNanos > limit.toNanos();
  }

  /** The engine has handed over a batch, which Kafka may take its time to accept. */
  void publishing() {
    publishing = true;
  }

  /** A new session starts. */
  void restarted() {
    sessionStreams = false;
    publishing = false;
    lastBatchNanos = System.nanoTime();
  }
}
