/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.cascade;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of values that a parent had and has no more.
 *
 * @param time when the source committed that, in microseconds since 1970
 * @param cause the {@link Cause#time} of it
 * @param seen when this app heard of it, in milliseconds since 1970
 * @param moved the values that the parent has instead, or null
 */
record End(long time, long cause, long seen, @JsonInclude(NON_NULL) @Nullable JsonNode moved) {
  /**
   * Commits are not told in their order to the microsecond, and a snapshot goes by another clock;
   * to look a row up in vain is cheap.
   */
  private static final long SLACK = 60_000_000;

  static End of(Told.Gone gone, long seen) {
    return new End(gone.time(), gone.cause(), seen, gone.moved());
  }

  /** One end for both, of which the later one counts. */
  End and(@Nullable End known) {
    if (known == null) {
      return this;
    }
    End later = known.time > time ? known : this;
    return new End(later.time, Math.max(cause, known.cause), seen, later.moved);
  }

  /** Whether a row surely refers to a parent that came after this end. */
  boolean isBefore(Told.Present child) {
    return child.cause() > 0 ? child.cause() >= cause : child.time() > time + SLACK;
  }
}
