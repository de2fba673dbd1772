/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.cascade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import dev.tandem.wire.RawKey;
import dev.tandem.wire.RawRefused;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the values of one end of a foreign key out of rows of a table as it was at a time. */
final class KeyValues {
  private static final Logger LOG = LoggerFactory.getLogger(KeyValues.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> columns;
  private final RawKey spelling;

  private KeyValues(List<String> columns, RawKey spelling) {
    this.columns = columns;
    this.spelling = spelling;
  }

  /** Empty when the table does not have the columns, or not yet. */
  static Optional<KeyValues> of(SourceTable table, List<String> names) {
    List<String> columns = new ArrayList<>();
    names.forEach(name -> spelled(name, table).ifPresent(columns::add));
    return columns.size() == names.size()
        ? Optional.of(new KeyValues(columns, new RawKey(table, columns)))
        : Optional.empty();
  }

  /** A column as its table spells it, which a constraint may do otherwise. */
  static Optional<String> spelled(String name, SourceTable table) {
    return table.columns().stream()
        .map(SourceColumn::name)
        .filter(name::equalsIgnoreCase)
        .findFirst();
  }

  /** The columns as the table spells them. */
  List<String> columns() {
    return columns;
  }

  /**
   * One spelling of the values; empty when one of them is NULL, and so refers to nothing, or cannot
   * be read.
   */
  Optional<String> of(@Nullable JsonNode row) {
    if (row == null) {
      return Optional.empty();
    }
    ObjectNode key = JSON.createObjectNode();
    for (String column : columns) {
      JsonNode value = row.get(column);
      if (value == null || value.isNull()) {
        return Optional.empty();
      }
      key.set(column, value);
    }
    try {
      byte[] json = key.toString().getBytes(StandardCharsets.UTF_8);
      return Optional.of(
          new String(spelling.canonical(spelling.read(json)), StandardCharsets.UTF_8));
    } catch (RawRefused e) {
      LOG.warn("a row's values of {} cannot be read: {}", columns, e.reason());
      return Optional.empty();
    }
  }
}
