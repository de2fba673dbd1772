/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.type.Value;
import dev.tandem.wire.RawKey;
import dev.tandem.wire.RawRefused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/** Keys of rows in one spelling, whether a record tells them or the source. */
final class RowKeys {
  private final RawKey spelling;
  private final List<String> columns;

  /**
   * Keys of rows that were read.
   *
   * @param columns those that the key is made of
   */
  RowKeys(SourceTable table, List<String> columns) {
    this.spelling = new RawKey(table, columns);
    this.columns = columns;
  }

  /** The key of a row. */
  List<Value> of(SourceRow row) {
    Map<String, Integer> positions = row.table().positions();
    return columns.stream().map(name -> row.value(positions.getOrDefault(name, -1))).toList();
  }

  /**
   * The key of a row as text: 1.5 and 1.50 are one key, though the table was altered in between.
   */
  String spelled(SourceRow row) {
    return spelled(of(row));
  }

  /** A key of the table as text. */
  String spelled(List<Value> key) {
    return new String(spelling.canonical(key), StandardCharsets.UTF_8);
  }

  /** The key that a record of the connector's has. */
  static List<Value> of(SourceRecord record, CapturedTables.CapturedTable table) {
    byte[] json = new StructJson(record.keySchema()).bytes(record.key(), new JsonBuffer());
    try {
      return table.key().read(json);
    } catch (RawRefused e) {
      throw new IllegalStateException(
          "the key of a record of " + table.table().id() + " cannot be read: " + e.reason(), e);
    }
  }

  /** A record's key as text. */
  static String spelled(CapturedTables.CapturedTable table, List<Value> key) {
    return new String(table.key().canonical(key), StandardCharsets.UTF_8);
  }
}
