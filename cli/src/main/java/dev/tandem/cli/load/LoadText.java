/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A load test's result for people. */
public final class LoadText {
  private LoadText() {}

  /** As lines. */
  public static List<String> lines(LoadResult result) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "%-22s %9s %10s %10s %10s %10s %10s %6s",
            "ms from due to",
            "samples",
            "p50",
            "p90",
            "p99",
            "p99.9",
            "max",
            "lost"));
    lines.add(line("committed", result.commits(), 0));
    if (result.readDelays().count() > 0) {
      lines.add(line("read", result.readDelays(), 0));
    }
    result
        .targets()
        .forEach(
            target -> lines.add(line("seen in " + target.name(), target.delays(), target.lost())));
    lines.add("");
    lines.add(taken(result));
    if (result.dropped() > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%,d transactions were due and not begun ten seconds after the end; their delays count as they were then.",
              result.dropped()));
    }
    lines.addAll(result.leftOut());
    lines.add(verdict(result));
    return lines;
  }

  private static String line(String what, Delays delays, long lost) {
    return String.format(
        Locale.ROOT,
        "%-22s %,9d %,10.1f %,10.1f %,10.1f %,10.1f %,10.1f %,6d",
        what,
        delays.count(),
        delays.millis(50),
        delays.millis(90),
        delays.millis(99),
        delays.millis(99.9),
        delays.millis(100),
        lost);
  }

  /** Whether the source took what was due, in a sentence. */
  static String taken(LoadResult result) {
    String operations =
        result.options().mix() == dev.tandem.lending.work.Mix.READ_HEAVY
            ? "reads and changes"
            : "changes";
    return String.format(
        Locale.ROOT,
        result.isTaken()
            ? "The source took %,.0f %s a second; %,d were due."
            : "THE SOURCE TOOK %,.0f of %3$,d %2$s a second: what waited for it counts in all delays.",
        result.donePerSecond(),
        operations,
        result.options().rate());
  }

  /** What became of the objective, in a sentence. */
  static String verdict(LoadResult result) {
    if (result.lost() > 0) {
      return String.format(Locale.ROOT, "LOST: %,d changes were not seen.", result.lost());
    } else if (result.options().objective().goals().isEmpty()) {
      return "No objective was set.";
    }
    return result.missed().isEmpty()
        ? "The objective was met."
        : "THE OBJECTIVE WAS MISSED: " + String.join("; ", result.missed()) + ".";
  }
}
