/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire.report;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a number has grown of late, out of what it was each time that it was looked at. */
final class Pace {
  private final long windowMillis;
  private final Deque<Sample> samples = new ArrayDeque<>();

  Pace(long windowMillis) {
    this.windowMillis = windowMillis;
  }

  /** Takes the number as it is now; 0 at the first look. */
  double perSecond(long total, long nowMillis) {
    samples.add(new Sample(nowMillis, total));
    while (samples.size() > 2 && samples.element().at < nowMillis - windowMillis) {
      samples.remove();
    }
    Sample first = samples.element();
    long millis = nowMillis - first.at;
    return millis <= 0 ? 0 : (total - first.total) * 1_000.0 / millis;
  }

  private record Sample(long at, long total) {}
}
