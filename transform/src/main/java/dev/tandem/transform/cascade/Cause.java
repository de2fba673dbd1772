/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.cascade;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a row is looked up; requests have it in their id, and so the records that answer them.
 *
 * @param time when capture published what caused it, in milliseconds since 1970. A row that was
 *     looked up for a cause is not looked up again for an earlier one: the source shows the effects
 *     of both. So lookups end where rows refer to each other in a ring.
 * @param isDeletion whether the source may have deleted the row. One that is there again has taken
 *     its children along all the same, and no record of it says so.
 */
record Cause(long time, boolean isDeletion) {
  private static final Pattern ID = Pattern.compile("cascade-(\\d{1,18})-([du])-.*");

  /** A new id for a request. */
  String id() {
    return String.format(
        Locale.ROOT, "cascade-%d-%s-%s", time, isDeletion ? "d" : "u", UUID.randomUUID());
  }

  /** Reads the header of a record that answers a request; empty when it was none of these. */
  static Optional<Cause> of(byte[] header) {
    Matcher id = ID.matcher(new String(header, StandardCharsets.US_ASCII));
    return id.matches()
        ? Optional.of(new Cause(Long.parseLong(id.group(1)), id.group(2).equals("d")))
        : Optional.empty();
  }
}
