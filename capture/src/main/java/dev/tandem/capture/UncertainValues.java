/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.source.SourceAccess;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.SqlServerTypes;
import dev.tandem.model.type.Value;
import dev.tandem.wire.Unavailable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Looks up values that a record does not surely tell. Change data capture leaves large values NULL
 * in the image of an UPDATE which did not touch them, and nothing in the record tells such a NULL
 * from a real one; and of {@link MovedDays} that a snapshot read no change table knows. So the row
 * is read as it is now: a change that came in between follows in the log with its own value.
 *
 * <p>Of a row that is gone by now, an update becomes the deletion of what the row was before it,
 * and what a snapshot read is left out: what became of the row follows, too.
 */
final class UncertainValues {
  private final SourceAccess source;
  private final CapturedTables tables;
  private final Map<CapturedTables.CapturedTable, Uncertain> uncertain = new HashMap<>();

  UncertainValues(SourceAccess source, CapturedTables tables) {
    this.source = source;
    this.tables = tables;
  }

  /** The records, none of them with a value that is not known. */
  List<SourceRecord> complete(List<SourceRecord> records) {
    Map<SourceTable, List<Incomplete>> unknown = new LinkedHashMap<>();
    for (SourceRecord record : records) {
      if (!Heartbeats.isOne(record)) {
        CapturedTables.CapturedTable table = tables.of(record);
        List<String> columns =
            uncertain.computeIfAbsent(table, Uncertain::of).columns((Struct) record.value());
        if (!columns.isEmpty()) {
          unknown
              .computeIfAbsent(table.table(), known -> new ArrayList<>())
              .add(new Incomplete(record, table, columns));
        }
      }
    }
    if (unknown.isEmpty()) {
      return records;
    }
    Set<SourceRecord> leftOut = Collections.newSetFromMap(new IdentityHashMap<>());
    unknown.forEach((table, some) -> lookUp(table, some, leftOut));
    return records.stream().filter(record -> !leftOut.contains(record)).toList();
  }

  private void lookUp(SourceTable then, List<Incomplete> incomplete, Set<SourceRecord> leftOut) {
    SourceTable now = source.table(then.id());
    RowKeys rows = new RowKeys(now, then.key());
    Set<List<Value>> keys = new HashSet<>();
    for (Incomplete one : incomplete) {
      keys.add(one.key);
      keys.add(one.key.stream().map(MovedDays::back).toList());
    }
    Map<String, SourceRow> found = new HashMap<>();
    for (SourceRow row : source.find(now, then.key(), keys)) {
      found.put(rows.spelled(row), row);
    }
    for (Incomplete one : incomplete) {
      SourceRow row = found.get(one.spelled);
      if (row == null) {
        row = found.get(rows.spelled(one.key.stream().map(MovedDays::back).toList()));
      }
      if (row != null) {
        one.fill(row);
      } else if (!one.becomesDeletion()) {
        leftOut.add(one.record);
      }
    }
  }

  /** The columns of a table that may not be told, by what makes them so. */
  private record Uncertain(List<String> large, List<String> days) {
    static Uncertain of(CapturedTables.CapturedTable table) {
      return new Uncertain(names(table, SqlServerTypes::isLarge), names(table, MovedDays::hasDay));
    }

    private static List<String> names(
        CapturedTables.CapturedTable table, Predicate<SourceColumn> which) {
      return table.table().columns().stream().filter(which).map(SourceColumn::name).toList();
    }

    /** Those that a record leaves open. */
    List<String> columns(Struct envelope) {
      Struct after = envelope.getStruct("after");
      return switch (envelope.getString("op")) {
        case "r" -> open(days, after, MovedDays::isDoubtful);
        case "u" -> open(large, after, UncertainValues::isUnknown);
        default -> List.of();
      };
    }

    private static List<String> open(
        List<String> columns, Struct after, Predicate<@Nullable Object> isOpen) {
      return columns.stream()
          .filter(column -> isOpen.test(after.getWithoutDefault(column)))
          .toList();
    }
  }

  private static boolean isUnknown(@Nullable Object value) {
    return value == null || Unavailable.is(value);
  }

  /** A record with columns of which the value is not known. */
  private static final class Incomplete {
    private final SourceRecord record;
    private final List<String> columns;
    private final List<Value> key;
    private final String spelled;

    Incomplete(SourceRecord record, CapturedTables.CapturedTable table, List<String> columns) {
      this.record = record;
      this.columns = columns;
      this.key = RowKeys.of(record, table);
      this.spelled = RowKeys.spelled(table, key);
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

    /** The update may have taken the row off a place at a target that nothing later names. */
    boolean becomesDeletion() {
      Struct envelope = (Struct) record.value();
      if (!envelope.getString("op").equals("u")) {
        return false;
      }
      envelope.put("op", "d");
      envelope.put("after", null);
      return true;
    }
  }
}
