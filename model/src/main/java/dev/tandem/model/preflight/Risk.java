/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.preflight;

import dev.tandem.model.error.ErrorCode;
import dev.tandem.model.source.TableId;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something that lets the pipeline start, and that its user should know before.
 *
 * @param column the column concerned, or empty when it is the table as a whole
 * @param rows how many rows are concerned; empty where none were counted
 * @param sentence what would come of it
 * @param remedy what to do about it
 * @param query shows the rows, where some were counted or could be
 */
public record Risk(
    ErrorCode code,
    TableId table,
    String column,
    OptionalLong rows,
    String sentence,
    String remedy,
    Optional<String> query) {

  /** The line a user sees. */
  public String line() {
    String where = column.isEmpty() ? table.toString() : table + "." + column;
    return code.code()
        + ": "
        + where
        + ": "
        + sentence
        + ' '
        + remedy
        + query.map(sql -> " See: " + sql).orElse("");
  }
}
