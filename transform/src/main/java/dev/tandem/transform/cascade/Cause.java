/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.cascade;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why rows are looked up; requests have it in their id, and so the records that answer them.
 *
 * @param time when capture published what caused it, in milliseconds since 1970. A row that was
 *     looked up for a cause is not looked up again for an earlier one: the source shows the effects
 *     of both. So lookups end where rows refer to each other in a ring.
 * @param level of what {@link Kind#CAME}, below the row whose values changed; otherwise 0
 */
record Cause(long time, Kind kind, int level) {
  private static final Pattern ID = Pattern.compile("cascade-(\\d{1,18})-([duc])(\\d{1,3})-.*");

  Cause(long time, Kind kind) {
    this(time, kind, 0);
  }

  /** The same for rows that hang on those that came. */
  Cause below() {
    return new Cause(time, kind, level + 1);
  }

  /** A new id for a request. */
  String id() {
    return String.format(
        Locale.ROOT, "cascade-%d-%s%d-%s", time, kind.letter, level, UUID.randomUUID());
  }

  /** Reads the header of a record that answers a request; empty when it was none of these. */
  static Optional<Cause> of(byte[] header) {
    Matcher id = ID.matcher(new String(header, StandardCharsets.US_ASCII));
    return id.matches()
        ? Optional.of(
            new Cause(
                Long.parseLong(id.group(1)), Kind.of(id.group(2)), Integer.parseInt(id.group(3))))
        : Optional.empty();
  }

  /** What may have become of the row at the source. */
  enum Kind {
    /**
     * It was deleted. A row that is there again has taken its children along all the same, and no
     * record of it says so.
     */
    DELETED("d"),

    /** It was changed. */
    CHANGED("u"),

    /** It got a key that no record tells of, and its children with it. */
    CAME("c");

    private final String letter;

    Kind(String letter) {
      this.letter = letter;
    }

    private static Kind of(String letter) {
      return letter.equals(DELETED.letter) ? DELETED : letter.equals(CAME.letter) ? CAME : CHANGED;
    }
  }
}
