/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.source;

/** What happened to one row, or to a whole table, at the source. */
public sealed interface SourceChange {

  /**
   * A row that a snapshot read.
   *
   * @param first whether nothing can have been known of the row before
   */
  record Read(SourceRow row, boolean first) implements SourceChange {

    /** A row of which something may have been known before. */
    public Read(SourceRow row) {
      this(row, false);
    }
  }

  /** A row that was inserted. */
  record Created(SourceRow row) implements SourceChange {}

  /** A row that was changed without changing its key. */
  record Updated(SourceRow before, SourceRow after) implements SourceChange {}

  /** A row that was deleted, or that left this key for another. */
  record Deleted(SourceRow before) implements SourceChange {}

  /** All rows of a table went at once; the source does not say which they were. */
  record Truncated() implements SourceChange {}
}
