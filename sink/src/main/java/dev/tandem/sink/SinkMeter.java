/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.model.target.WriteResult;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What a sink has done since it started. Safe for several threads. */
public final class SinkMeter {
  private static final long LONGEST_MICROS = 3_600_000_000L;
  private static final int DIGITS = 3;

  private final LongAdder applied = new LongAdder();
  private final LongAdder superseded = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final Histogram latencyMicros = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);

  void count(WriteResult result) {
    applied.add(result.applied());
    superseded.add(result.superseded());
    rejected.add(result.rejected().size());
  }

  /** A clock of the source that runs ahead makes no negative latency. */
  void latency(long micros) {
    latencyMicros.recordValue(Math.max(0, Math.min(micros, LONGEST_MICROS)));
  }

  /** Rows written or deleted. */
  public long applied() {
    return applied.sum();
  }

  /** Changes that the target already had, or had newer. */
  public long superseded() {
    return superseded.sum();
  }

  /** Changes that became dead letters here. */
  public long rejected() {
    return rejected.sum();
  }

  /** Adds the latencies of streamed changes, in microseconds, to a histogram of the caller's. */
  public void addLatencyTo(Histogram total) {
    total.add(latencyMicros.copy());
  }

  /** Forgets the latencies so far: after a warm-up. */
  public void resetLatency() {
    latencyMicros.reset();
  }
}
