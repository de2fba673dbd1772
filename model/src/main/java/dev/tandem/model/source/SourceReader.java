/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.source;

import dev.tandem.model.type.Value;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Reads a source directly, without the pipeline, for verification. */
public interface SourceReader extends AutoCloseable {

  /**
   * A table as the catalogue declares it now.
   *
   * @throws dev.tandem.model.error.TandemException when it does not exist or may not be read
   */
  SourceTable table(TableId id);

  /** Hands over every row, in any order and with constant memory. */
  void scan(SourceTable table, Consumer<SourceRow> rows);

  /**
   * The rows with these keys, in any order, without those that are not there.
   *
   * @param keyColumns the columns that the keys are made of
   * @param keys values in the order of the columns
   */
  List<SourceRow> find(SourceTable table, List<String> keyColumns, Collection<List<Value>> keys);

  /** Where the source's log stands now: all that was committed before the call is below it. */
  SourcePosition position();

  @Override
  void close();
}
