/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.source.SourceAccess;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.SqlServerTypes;
import dev.tandem.model.type.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Fills in the large values that change data capture leaves NULL in the image of an UPDATE which
 * did not touch them. Nothing in the record tells them from a value that is NULL, so they are
 * looked up in the row as it is now; a change that came in between follows in the log with its own
 * value. An update of a row that is gone by now is left out: what became of the row follows, too.
 */
final class LargeValues {
  private static final String UNAVAILABLE = "__debezium_unavailable_value";
  private static final String UNAVAILABLE_BYTES = "X19kZWJleml1bV91bmF2YWlsYWJsZV92YWx1ZQ==";

  private final SourceAccess source;
  private final CapturedTables tables;
  private final Map<CapturedTables.CapturedTable, List<String>> large = new HashMap<>();

  LargeValues(SourceAccess source, CapturedTables tables) {
    this.source = source;
    this.tables = tables;
  }

  /** The records, none of them with a value that is not known. */
  List<SourceRecord> complete(List<SourceRecord> records) {
    Map<SourceTable, List<Update>> unknown = new LinkedHashMap<>();
    for (SourceRecord record : records) {
      if (isUpdate(record)) {
        CapturedTables.CapturedTable table = tables.of(record);
        Update update = new Update(record, table, unknown(table, (Struct) record.value()));
        if (!update.columns.isEmpty()) {
          unknown.computeIfAbsent(table.table(), known -> new ArrayList<>()).add(update);
        }
      }
    }
    if (unknown.isEmpty()) {
      return records;
    }
    Set<SourceRecord> gone = new HashSet<>();
    unknown.forEach((table, updates) -> lookUp(table, updates, gone));
    return records.stream().filter(record -> !gone.contains(record)).toList();
  }

  private static boolean isUpdate(SourceRecord record) {
    return record.value() instanceof Struct envelope
        && envelope.schema().field("op") != null
        && "u".equals(envelope.getString("op"));
  }

  private List<String> unknown(CapturedTables.CapturedTable table, Struct envelope) {
    Struct after = envelope.getStruct("after");
    return large.computeIfAbsent(table, LargeValues::largeColumns).stream()
        .filter(column -> isUnknown(after.getWithoutDefault(column)))
        .toList();
  }

  private static List<String> largeColumns(CapturedTables.CapturedTable table) {
    return table.table().columns().stream()
        .filter(SqlServerTypes::isLarge)
        .map(SourceColumn::name)
        .toList();
  }

  private static boolean isUnknown(@Nullable Object value) {
    return value == null || value.equals(UNAVAILABLE) || value.equals(UNAVAILABLE_BYTES);
  }

  private void lookUp(SourceTable then, List<Update> updates, Set<SourceRecord> gone) {
    SourceTable now = source.table(then.id());
    Map<String, List<Value>> keys = new LinkedHashMap<>();
    updates.forEach(update -> keys.put(update.spelled(), update.key()));
    RowKeys rows = new RowKeys(now, then.key());
    Map<String, SourceRow> found = new HashMap<>();
    for (SourceRow row : source.find(now, then.key(), new HashSet<>(keys.values()))) {
      found.put(rows.spelled(row), row);
    }
    for (Update update : updates) {
      SourceRow row = found.get(update.spelled());
      if (row == null) {
        gone.add(update.record);
      } else {
        update.fill(row);
      }
    }
  }

  /** An update with columns of which the value is not known. */
  private static final class Update {
    private final SourceRecord record;
    private final List<String> columns;
    private final List<Value> key;
    private final String spelled;

    Update(SourceRecord record, CapturedTables.CapturedTable table, List<String> columns) {
      this.record = record;
      this.columns = columns;
      this.key = columns.isEmpty() ? List.of() : RowKeys.of(record, table);
      this.spelled = columns.isEmpty() ? "" : RowKeys.spelled(table, key);
    }

    List<Value> key() {
      return key;
    }

    String spelled() {
      return spelled;
    }

    /** What an update did not touch was the same before. */
    void fill(SourceRow row) {
      Struct envelope = (Struct) record.value();
      Struct before = envelope.getStruct("before");
      Struct after = envelope.getStruct("after");
      Map<String, Integer> positions = row.table().positions();
      for (String column : columns) {
        Integer position = positions.get(column);
        Object value = position == null ? null : RowJson.of(row, position);
        after.put(column, value);
        if (before != null && isUnknown(before.getWithoutDefault(column))) {
          before.put(column, value);
        }
      }
    }
  }
}
