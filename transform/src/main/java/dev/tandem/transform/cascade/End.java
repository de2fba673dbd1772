/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.cascade;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered of values that a parent had and has no more.
 *
 * @param time when the source committed that, in microseconds since 1970
 * @param cause the {@link Cause#time} of it
 * @param seen when this app heard of it, in milliseconds since 1970
 * @param deleted whether the parent may have been deleted
 * @param moved whether the parent may have got other values
 */
record End(long time, long cause, long seen, boolean deleted, boolean moved) {
  /**
   * Commits are not told in their order to the microsecond, and a snapshot goes by another clock;
   * to look a row up in vain is cheap.
   */
  private static final long SLACK = 60_000_000;

  static End of(Told.Gone gone, long seen) {
    return new End(gone.time(), gone.cause(), seen, !gone.moved(), gone.moved());
  }

  /** One end for both. */
  End and(@Nullable End known) {
    if (known == null) {
      return this;
    }
    return new End(
        Math.max(time, known.time),
        Math.max(cause, known.cause),
        seen,
        deleted || known.deleted,
        moved || known.moved);
  }

  /** Whether a row surely refers to a parent that came after this end. */
  boolean isBefore(Told.Present child) {
    return child.cause() > 0 ? child.cause() >= cause : child.time() > time + SLACK;
  }
}
