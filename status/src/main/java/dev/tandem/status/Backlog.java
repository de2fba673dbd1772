/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status;

import org.jspecify.annotations.Nullable;

/**
 * What a group has not done of a topic.
 *
 * @param records up to the end, marks of transactions included; 0 when no record is left
 * @param position all offsets that the group has committed, added up
 * @param oldest of the records that are left; null without any, and when it could not be read
 */
record Backlog(long records, long position, @Nullable Oldest oldest) {
  static final Backlog NONE = new Backlog(0, 0, null);

  /** Both together. */
  Backlog plus(Backlog other) {
    return new Backlog(
        records + other.records,
        position + other.position,
        oldest == null
            ? other.oldest
            : other.oldest == null ? oldest : oldest.earlier(other.oldest));
  }

  /**
   * When a record became one.
   *
   * @param committedAtMillis at the source
   * @param storedAtMillis in Kafka
   */
  record Oldest(long committedAtMillis, long storedAtMillis) {
    Oldest earlier(Oldest other) {
      return new Oldest(
          Math.min(committedAtMillis, other.committedAtMillis),
          Math.min(storedAtMillis, other.storedAtMillis));
    }
  }
}
