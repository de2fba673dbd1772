/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.source.SourceRow;
import java.util.List;

/** Keys of raw records, for who asks capture for rows that it has read itself. */
public final class RecordKeys {
  private RecordKeys() {}

  /** The key of a row in JSON, as its raw records spell it; a value of the row, not for a log. */
  public static String json(SourceRow row, List<String> columns) {
    return RowJson.of(row, columns).toString();
  }
}
