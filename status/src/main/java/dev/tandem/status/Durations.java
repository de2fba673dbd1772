/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status;

import java.util.Locale;

/** Spells times for people, in no more than two units. */
final class Durations {
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Durations() {}

  static String text(long seconds) {
    return text((double) seconds);
  }

  static String text(double seconds) {
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 2 * MINUTE) {
      return whole + " s";
    } else if (whole < 2 * HOUR) {
      return whole / MINUTE + " min";
    } else if (whole < 3 * DAY) {
      return whole / HOUR + " h";
    }
    return whole / DAY + " d";
  }
}
