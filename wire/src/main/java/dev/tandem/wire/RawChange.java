/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import dev.tandem.model.source.SourceChange;

/**
 * A raw record, decoded.
 *
 * @param committedAtMicros when the source committed it, in microseconds since 1970; for a
 *     snapshot, when it was read
 */
public record RawChange(SourceChange change, long committedAtMicros) {

  /** The same, of a row of which nothing had been published before. */
  public RawChange first() {
    return change instanceof SourceChange.Read read
        ? new RawChange(new SourceChange.Read(read.row(), true), committedAtMicros)
        : this;
  }
}
