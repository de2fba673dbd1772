/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire.report;

import java.util.ArrayDeque;
import java.util.Deque;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/** Latencies of the last minute. Recording is safe for several threads, telling is for one. */
final class Latencies {
  /** Two digits make a histogram of some kilobytes, of which each entity has a dozen. */
  private static final int DIGITS = 2;

  private static final double MICROS_PER_MILLI = 1_000;
  private static final long LONGEST_MICROS = 86_400_000_000L;

  private final long windowMillis;
  private final Recorder recorder = new Recorder(DIGITS);
  private final Deque<Interval> intervals = new ArrayDeque<>();

  Latencies(long windowMillis) {
    this.windowMillis = windowMillis;
  }

  /** A clock of the source that runs ahead makes no negative latency. */
  void record(long micros) {
    recorder.recordValue(Math.max(0, Math.min(micros, LONGEST_MICROS)));
  }

  SubjectReport.@Nullable Latency tell(long nowMillis) {
    intervals.add(new Interval(nowMillis, recorder.getIntervalHistogram()));
    while (intervals.element().at <= nowMillis - windowMillis) {
      intervals.remove();
    }
    Histogram all = new Histogram(DIGITS);
    intervals.forEach(interval -> all.add(interval.latencies));
    return all.getTotalCount() == 0
        ? null
        : new SubjectReport.Latency(
            all.getValueAtPercentile(50) / MICROS_PER_MILLI,
            all.getValueAtPercentile(99) / MICROS_PER_MILLI,
            all.getTotalCount());
  }

  private record Interval(long at, Histogram latencies) {}
}
