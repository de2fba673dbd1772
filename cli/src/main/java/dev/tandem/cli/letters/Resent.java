/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.letters;

import java.util.Map;

/**
 * What became of rows that were read again.
 *
 * @param published rows that were sent as they are
 * @param gone rows that were deleted meanwhile, which the log tells
 * @param left rows that could not be read or sent
 * @param problem why, of the first of these; empty without any
 */
public record Resent(long published, long gone, long left, String problem) {
  static final Resent NOTHING = new Resent(0, 0, 0, "");

  static Resent of(Asking.Answered answer) {
    return switch (answer.outcome()) {
      case PUBLISHED -> new Resent(1, 0, 0, "");
      case DELETED, GONE -> new Resent(0, 1, 0, "");
      case TOO_LARGE -> new Resent(0, 0, 1, "a row is larger than Kafka takes");
      case NO_KEY -> new Resent(0, 0, 1, "the key of a row is none of the table as it is now");
      case UNREAD -> new Resent(0, 0, 1, answer.problem());
    };
  }

  Resent plus(Resent more) {
    return new Resent(
        published + more.published,
        gone + more.gone,
        left + more.left,
        problem.isEmpty() ? more.problem : problem);
  }

  Map<String, String> asMap() {
    return Map.of(
        "published", Long.toString(published),
        "gone", Long.toString(gone),
        "left", Long.toString(left));
  }
}
