/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.entity;

import java.util.List;

/** What happens to one row of an entity, in every target alike. */
public sealed interface EntityChange {

  /** The row's key. */
  EntityKey key();

  /** The row's new version. */
  Version version();

  /**
   * When the source committed the change, in microseconds since 1970; for a snapshot, when the row
   * was read.
   */
  long committedAtMicros();

  /** The same under another version. */
  EntityChange at(Version other);

  /** The places that the row has left with this change, and with those that it stands for. */
  List<Location> left();

  /**
   * What made the change at the source; a hint for the target and for measuring, never the meaning.
   */
  enum Origin {
    /** The row was read by a snapshot. */
    READ,
    /** The row was inserted. */
    CREATE,
    /** The row was changed. */
    UPDATE
  }

  /** The row now has these values. */
  record Upserted(
      EntityKey key,
      Version version,
      long committedAtMicros,
      Origin origin,
      EntityRow row,
      List<Location> left)
      implements EntityChange {

    /** Copies the list. */
    public Upserted {
      left = List.copyOf(left);
    }

    @Override
    public Upserted at(Version other) {
      return new Upserted(key, other, committedAtMicros, origin, row, left);
    }
  }

  /**
   * The row is gone.
   *
   * @param left the places where it was, the last one first
   */
  record Deleted(EntityKey key, Version version, long committedAtMicros, List<Location> left)
      implements EntityChange {

    /** Copies the list. */
    public Deleted {
      left = List.copyOf(left);
    }

    @Override
    public Deleted at(Version other) {
      return new Deleted(key, other, committedAtMicros, left);
    }
  }
}
