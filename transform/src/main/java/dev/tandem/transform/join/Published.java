/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.join;

import org.jspecify.annotations.Nullable;

/** What was last made of a row. */
final class Published {
  static final Published NOTHING = new Published(null, null);

  private final byte @Nullable [] accepted;
  private final byte @Nullable [] refused;

  /**
   * What to remember; not copies.
   *
   * @param accepted the joined row that was mapped last, or null when none is at the targets
   * @param refused the joined row that was refused after it, or null
   */
  Published(byte @Nullable [] accepted, byte @Nullable [] refused) {
    this.accepted = accepted;
    this.refused = refused;
  }

  static Published read(byte @Nullable [] bytes) {
    if (bytes == null) {
      return NOTHING;
    }
    Parts parts = Parts.read(bytes);
    return new Published(parts.get(0), parts.get(1));
  }

  /** Null when there is nothing to remember. */
  byte @Nullable [] toBytes() {
    return last() == null ? null : Parts.of(accepted, refused).toBytes();
  }

  byte @Nullable [] accepted() {
    return accepted;
  }

  /** The last one of all. */
  byte @Nullable [] last() {
    return refused == null ? accepted : refused;
  }
}
