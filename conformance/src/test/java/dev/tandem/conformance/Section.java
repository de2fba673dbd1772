/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance;

import dev.tandem.model.source.SourceKind;
import java.util.List;

/**
 * The columns of one file of cases; they share a table, but for keys.
 *
 * @param source whose types they are
 * @param name of the file, and of the table
 * @param text an introduction in Markdown, or empty
 * @param when whether the columns can be run, and how
 */
record Section(
    SourceKind source,
    String name,
    String title,
    String text,
    When when,
    List<TypeColumn> columns) {

  /** Which way of a row the columns are good for. */
  enum When {
    /** Rows are there before capture starts, others come later. */
    ALWAYS,
    /** The columns are added while capture runs: it knows them by the author's own DDL. */
    ADDED,
    /** There is no such source yet, or nothing to run it on. */
    NEVER
  }

  Section {
    columns = List.copyOf(columns);
  }
}
