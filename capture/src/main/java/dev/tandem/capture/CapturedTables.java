/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.wire.RawKey;
import dev.tandem.wire.SchemaRecord;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Source tables as the connector's own schemas tell them: those are right for the very event,
 * however long ago its DDL was. The connector keeps one schema object for each state of a table.
 */
final class CapturedTables {
  private static final String PREFIX = "__debezium.source.column.";

  private final IdentityHashMap<Schema, CapturedTable> known = new IdentityHashMap<>();
  private final SourceEngine engine;

  CapturedTables(SourceEngine engine) {
    this.engine = engine;
  }

  CapturedTable of(SourceRecord record) {
    return known.computeIfAbsent(record.valueSchema(), schema -> read(record));
  }

  /** A table as the source's catalogue has it now, with the key of its records. */
  static CapturedTable of(SourceTable table) {
    return new CapturedTable(table, SchemaRecord.of(table), new RawKey(table, table.key()));
  }

  private CapturedTable read(SourceRecord record) {
    Struct source = ((Struct) record.value()).getStruct("source");
    TableId id = engine.table(source);
    List<SourceColumn> columns = new ArrayList<>();
    for (Field field : record.valueSchema().field("after").schema().fields()) {
      columns.add(column(field));
    }
    List<String> key =
        record.keySchema() == null
            ? List.of()
            : record.keySchema().fields().stream().map(Field::name).toList();
    return of(new SourceTable(engine.kind(), id, columns, key));
  }

  private SourceColumn column(Field field) {
    Map<String, String> parameters =
        field.schema().parameters() == null ? Map.of() : field.schema().parameters();
    String type = parameters.getOrDefault(MySqlConverter.OWN_TYPE, parameters.get(PREFIX + "type"));
    if (type == null) {
      throw new IllegalStateException("the connector does not say the type of " + field.name());
    }
    return engine
        .kind()
        .normalise(
            new SourceColumn(
                field.name(),
                type,
                Integer.parseInt(parameters.getOrDefault(PREFIX + "length", "-1")),
                Integer.parseInt(parameters.getOrDefault(PREFIX + "scale", "-1")),
                field.schema().isOptional(),
                labels(parameters.getOrDefault("allowed", ""))));
  }

  /**
   * The connector joins labels by commas, and escapes a comma inside one; what else DDL escapes it
   * leaves so.
   */
  private static List<String> labels(String allowed) {
    List<String> labels = new ArrayList<>();
    StringBuilder label = new StringBuilder();
    for (int i = 0; i < allowed.length(); i++) {
      char c = allowed.charAt(i);
      boolean isEscape =
          c == '\\'
              && i + 1 < allowed.length()
              && (allowed.charAt(i + 1) == ',' || allowed.charAt(i + 1) == '\\');
      if (isEscape) {
        i++;
        label.append(allowed.charAt(i));
      } else if (c == ',') {
        labels.add(label.toString());
        label.setLength(0);
      } else {
        label.append(c);
      }
    }
    if (!allowed.isEmpty()) {
      labels.add(label.toString());
    }
    return labels;
  }

  /**
   * A table in one state.
   *
   * @param schema what to publish before the first record of this state
   */
  record CapturedTable(SourceTable table, SchemaRecord schema, RawKey key) {}
}
