/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the delays of every target must keep to.
 *
 * @param goals may be empty: then nothing can be missed
 */
public record Objective(List<Goal> goals) {
  /** No objective. */
  public static final Objective NONE = new Objective(List.of());

  private static final Pattern GOAL = Pattern.compile("(p(\\d{2,4})|max)\\s*=\\s*(\\w+)");

  /**
   * A percentile and its limit.
   *
   * @param name as the user wrote it: {@code p99}, {@code p999} for 99.9, {@code max}
   * @param percentile 0 to 100
   */
  public record Goal(String name, double percentile, Duration limit) {}

  /** Copies the list. */
  public Objective {
    goals = List.copyOf(goals);
  }

  /**
   * Reads {@code p99=500ms,p50=100ms}.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  public static Objective parse(String text) {
    List<Goal> goals = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher matcher = GOAL.matcher(part.strip().toLowerCase(Locale.ROOT));
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "'" + part + "' is no objective: write p99=500ms, several parted by commas, or max=2s");
      }
      String digits = matcher.group(2);
      double percentile =
          digits == null ? 100 : Double.parseDouble(digits) / Math.pow(10, digits.length() - 2);
      goals.add(new Goal(matcher.group(1), percentile, Spans.parse(matcher.group(3))));
    }
    return new Objective(goals);
  }

  /** Those that a target has missed, each in words. */
  public List<String> missed(String target, Delays delays) {
    return goals.stream()
        .filter(goal -> delays.millis(goal.percentile()) > goal.limit().toMillis())
        .map(
            goal ->
                String.format(
                    Locale.ROOT,
                    "%s %s was %,.0f ms instead of %,d ms",
                    target,
                    goal.name(),
                    delays.millis(goal.percentile()),
                    goal.limit().toMillis()))
        .toList();
  }
}
