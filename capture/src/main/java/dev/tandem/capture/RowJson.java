/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.type.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Spells a row that capture read itself as the connector does under the settings that capture
 * fixes.
 */
final class RowJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RowJson() {}

  /** The row as a record's image. */
  static ObjectNode of(SourceRow row) {
    return of(row, row.table().columns().stream().map(SourceColumn::name).toList());
  }

  /** Some columns of a row, in that order. */
  static ObjectNode of(SourceRow row, List<String> columns) {
    ObjectNode image = JSON.createObjectNode();
    Map<String, Integer> positions = row.table().positions();
    for (String column : columns) {
      image.set(column, JSON.valueToTree(of(row, positions.getOrDefault(column, -1))));
    }
    return image;
  }

  /** One value of a row. */
  static @Nullable Object of(SourceRow row, int position) {
    Value value = row.value(position);
    SourceColumn column = row.table().columns().get(position);
    if (value.isNull()) {
      return null;
    }
    return switch (row.table().kind()) {
      case MYSQL -> MySqlRowJson.of(value, column);
      case SQL_SERVER -> SqlServerRowJson.of(value, column);
    };
  }
}
