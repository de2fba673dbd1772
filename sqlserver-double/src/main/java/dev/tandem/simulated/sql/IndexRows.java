/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.store.Table;
import dev.tandem.simulated.store.UniqueIndex;
import dev.tandem.simulated.value.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What the catalogue says of indexes. */
final class IndexRows {
  static final long CLUSTERED = 1;
  private static final long NOT_CLUSTERED = 2;
  private static final long OTHER_IN_STATISTICS = 3;

  private IndexRows() {}

  /** An index with its number in its table. */
  private record Numbered(Table table, long number, UniqueIndex index) {
    boolean isPrimaryKey() {
      return index.name().equals(primaryKeyName(table));
    }
  }

  static String primaryKeyName(Table table) {
    return "PK_" + table.name();
  }

  /** The primary key first, which is clustered unless another index is. */
  private static List<Numbered> of(Table table) {
    List<UniqueIndex> indexes = new ArrayList<>();
    if (!table.primaryKey().isEmpty()) {
      boolean clustered = table.uniqueIndexes().stream().noneMatch(UniqueIndex::clustered);
      List<String> columns =
          table.primaryKey().stream().map(place -> table.columns().get(place).name()).toList();
      indexes.add(new UniqueIndex(primaryKeyName(table), columns, clustered, false, false));
    }
    indexes.addAll(table.uniqueIndexes());
    List<Numbered> numbered = new ArrayList<>();
    for (UniqueIndex index : indexes) {
      numbered.add(
          new Numbered(table, index.clustered() ? CLUSTERED : numbered.size() + 2L, index));
    }
    return numbered;
  }

  /** The rows of sys.indexes. */
  static List<Row> indexes(Collection<Table> tables) {
    return tables.stream().flatMap(table -> of(table).stream()).map(IndexRows::row).toList();
  }

  private static Row row(Numbered it) {
    return Row.of(
        (long) it.table().objectId(),
        it.index().name(),
        it.number(),
        it.index().clustered() ? CLUSTERED : NOT_CLUSTERED,
        true,
        it.isPrimaryKey(),
        it.index().filtered(),
        it.index().disabled(),
        false);
  }

  /** The rows of sys.index_columns. */
  static List<Row> columns(Collection<Table> tables) {
    List<Row> rows = new ArrayList<>();
    for (Table table : tables) {
      for (Numbered it : of(table)) {
        long ordinal = 0;
        for (String column : it.index().columns()) {
          ordinal++;
          long place = table.requirePlace(column) + 1L;
          rows.add(Row.of((long) table.objectId(), it.number(), ordinal, place, ordinal, false));
        }
      }
    }
    return rows;
  }

  /** What sp_statistics says of the columns of a table's indexes. */
  static List<Row> statistics(Table table) {
    List<Row> rows = new ArrayList<>();
    List<Numbered> indexes = new ArrayList<>(of(table));
    indexes.sort(
        Comparator.comparing((Numbered it) -> !it.index().clustered())
            .thenComparing(it -> it.index().name()));
    for (Numbered it : indexes) {
      long ordinal = 0;
      for (String column : it.index().columns()) {
        ordinal++;
        rows.add(statistic(it, column, ordinal));
      }
    }
    return rows;
  }

  private static Row statistic(Numbered it, String column, long ordinal) {
    return Row.of(
        it.table().database().name(),
        it.table().schema(),
        it.table().name(),
        0L,
        it.table().name(),
        it.index().name(),
        it.index().clustered() ? CLUSTERED : OTHER_IN_STATISTICS,
        ordinal,
        column,
        "A",
        0L,
        0L,
        null);
  }
}
