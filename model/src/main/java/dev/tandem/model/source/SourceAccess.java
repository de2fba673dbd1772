/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.source;

import java.util.List;

/**
 * All that is asked of a source besides its changes. Used by one thread at a time; every failure is
 * a {@link dev.tandem.model.error.TandemException}.
 */
public interface SourceAccess extends SourceReader {

  /** The first rows of a table in the order of its key, or any where it has none. */
  List<SourceRow> first(SourceTable table, int count);

  /** The tables of a database, without views, by name. */
  List<TableId> tables(String database);

  /**
   * The columns of each unique index of a table, its key included, without indexes over
   * expressions.
   */
  List<List<String>> uniqueKeys(TableId id);

  /** Whether all that the part holds is in the whole; both are positions of this source. */
  boolean contains(SourcePosition whole, SourcePosition part);
}
