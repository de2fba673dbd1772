/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.cascade;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of values that a parent had and has no more.
 *
 * @param time when the source committed that, in microseconds since 1970
 * @param seen when this app heard of it, in milliseconds since 1970
 * @param moved the values that the parent has instead, or null
 */
record End(long time, long seen, @Nullable JsonNode moved) {
  /**
   * Commits are not told in their order to the microsecond, and a snapshot goes by another clock;
   * to look a row up in vain is cheap.
   */
  private static final long SLACK = 60_000_000;

  /** The later one counts. */
  End after(@Nullable End known) {
    return known == null || known.time <= time ? this : new End(known.time, seen, known.moved);
  }

  /** Whether a row surely refers to a parent that came after this end. */
  boolean isBefore(Told.Present child) {
    return child.made() > 0 ? child.made() >= seen : child.time() > time + SLACK;
  }
}
