/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.type.Value;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds the rows of a table that have one of some keys. */
final class KeyedRows {
  private final SourceTable table;
  private final TableRows reading;

  KeyedRows(SourceTable table) {
    this.table = table;
    this.reading = new TableRows(table);
  }

  /** A row, and the place of the key that it was found by. */
  private record Found(int key, SourceRow row) {}

  List<SourceRow> find(
      Connection open, SqlServerConnection server, List<String> names, Collection<List<Value>> keys)
      throws SQLException {
    if (keys.isEmpty()) {
      return List.of();
    }
    Map<String, Catalogue.Comparison> comparisons =
        new Catalogue(open, server).comparisons(table.id());
    Map<String, Integer> places = table.positions();
    List<KeyColumn> columns = new ArrayList<>();
    for (String name : names) {
      Integer place = places.get(name);
      if (place == null) {
        throw new IllegalArgumentException("no column " + name + " in " + table.id());
      }
      // Without it the table was altered, and the statement fails as it should.
      columns.add(
          new KeyColumn(
              table.columns().get(place),
              comparisons.getOrDefault(name, Catalogue.Comparison.UNKNOWN)));
    }
    return find(open, new KeyCondition(columns), keys);
  }

  private List<SourceRow> find(
      Connection open, KeyCondition condition, Collection<List<Value>> keys) throws SQLException {
    List<Found> found = new ArrayList<>();
    int first = 0;
    for (List<List<Value>> portion : condition.portions(keys)) {
      String sql =
          "SELECT "
              + reading.columns()
              + ", k.n FROM "
              + condition.from(reading.from(), portion.size());
      try (PreparedStatement statement = open.prepareStatement(sql)) {
        condition.bind(statement, portion);
        try (ResultSet result = statement.executeQuery()) {
          while (result.next()) {
            int key = first + result.getInt(reading.width() + 1);
            found.add(new Found(key, reading.row(result)));
          }
        }
      }
      first += portion.size();
    }
    return each(found);
  }

  /** A row once though two keys are one to a collation, but twice where the table has it twice. */
  private static List<SourceRow> each(List<Found> found) {
    Map<SourceRow, Map<Integer, Long>> times =
        found.stream()
            .collect(
                Collectors.groupingBy(
                    Found::row,
                    LinkedHashMap::new,
                    Collectors.groupingBy(Found::key, Collectors.counting())));
    List<SourceRow> rows = new ArrayList<>();
    times.forEach(
        (row, byKey) ->
            rows.addAll(Collections.nCopies(Collections.max(byKey.values()).intValue(), row)));
    return rows;
  }
}
