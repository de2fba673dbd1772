/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance.property;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.conformance.DynamoApi;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares tables with what the targets hold, row by row and value by value, without any of the
 * product's own reading.
 */
final class Comparison {
  static final String POSTGRES = "PostgreSQL";
  static final String DYNAMO = "DynamoDB";

  private static final String VERSION = "_version";
  private static final String NO_ROW = "no row";

  private final Connection mySql;
  private final Connection postgres;
  private final DynamoApi dynamo;
  private final List<Difference> differences = new ArrayList<>();
  private int rows;

  Comparison(Connection mySql, Connection postgres, DynamoApi dynamo) {
    this.mySql = mySql;
    this.postgres = postgres;
    this.dynamo = dynamo;
  }

  /** The rows of the source that have been looked at. */
  int rows() {
    return rows;
  }

  List<Difference> differences() {
    return List.copyOf(differences);
  }

  void of(RandomTable table) throws SQLException, IOException, InterruptedException {
    Map<List<String>, Map<String, @Nullable String>> source = source(table);
    rows += source.size();
    compare(table, POSTGRES, source, postgres(table));
    compare(table, DYNAMO, inDynamo(table, source), dynamo(table));
  }

  private Map<List<String>, Map<String, @Nullable String>> source(RandomTable table)
      throws SQLException {
    Sql.execute(mySql, "SET time_zone = '+00:00'");
    String columns =
        table.columns().stream().map(Column::atSource).collect(Collectors.joining(", "));
    Map<List<String>, Map<String, @Nullable String>> rows = new HashMap<>();
    for (List<@Nullable String> row :
        Sql.rows(mySql, "SELECT " + columns + " FROM " + table.source())) {
      Map<String, @Nullable String> values = new HashMap<>();
      for (int i = 0; i < row.size(); i++) {
        String answer = row.get(i);
        Form form = table.columns().get(i).kind().form();
        values.put(table.columns().get(i).field(), answer == null ? null : form.ofSource(answer));
      }
      add(table, "the source", rows, values);
    }
    return rows;
  }

  private static Map<List<String>, Map<String, @Nullable String>> inDynamo(
      RandomTable table, Map<List<String>, Map<String, @Nullable String>> source) {
    Map<List<String>, Map<String, @Nullable String>> rows = new HashMap<>();
    for (Map<String, @Nullable String> row : source.values()) {
      Map<String, @Nullable String> values = new HashMap<>();
      for (Column column : table.columns()) {
        String value = row.get(column.field());
        values.put(column.field(), value == null ? null : column.kind().form().inDynamo(value));
      }
      rows.put(key(table, values), values);
    }
    return rows;
  }

  private Map<List<String>, Map<String, @Nullable String>> postgres(RandomTable table)
      throws SQLException {
    Sql.execute(postgres, "SET TimeZone = 'UTC'");
    checkNames(table, POSTGRES, "a row", Set.copyOf(postgresColumns(table)), Set.of(VERSION));
    String columns =
        table.columns().stream()
            .map(column -> column.kind().form().atPostgres(column.field()))
            .collect(Collectors.joining(", "));
    Map<List<String>, Map<String, @Nullable String>> rows = new HashMap<>();
    for (List<@Nullable String> row :
        Sql.rows(postgres, "SELECT " + columns + " FROM " + table.postgres())) {
      Map<String, @Nullable String> values = new HashMap<>();
      for (int i = 0; i < row.size(); i++) {
        String answer = row.get(i);
        Form form = table.columns().get(i).kind().form();
        values.put(table.columns().get(i).field(), answer == null ? null : form.ofPostgres(answer));
      }
      add(table, POSTGRES, rows, values);
    }
    return rows;
  }

  private List<String> postgresColumns(RandomTable table) throws SQLException {
    return Sql.rows(
            postgres,
            "SELECT attname FROM pg_attribute WHERE attnum > 0 AND attrelid = '"
                + table.postgres().replace("'", "''")
                + "'::regclass")
        .stream()
        .map(row -> String.valueOf(row.get(0)))
        .toList();
  }

  private Map<List<String>, Map<String, @Nullable String>> dynamo(RandomTable table)
      throws IOException, InterruptedException {
    Map<List<String>, Map<String, @Nullable String>> rows = new HashMap<>();
    for (JsonNode item : dynamo.items(table.dynamo())) {
      Map<String, @Nullable String> values = new HashMap<>();
      for (Column column : table.columns()) {
        JsonNode attribute = item.get(column.field());
        values.put(
            column.field(), attribute == null ? null : column.kind().form().ofDynamo(attribute));
      }
      Set<String> names = new HashSet<>();
      item.fieldNames().forEachRemaining(names::add);
      names.addAll(table.columns().stream().map(Column::field).toList());
      checkNames(table, DYNAMO, "an item", names, Set.of("pk", "sk", VERSION));
      add(table, DYNAMO, rows, values);
    }
    return rows;
  }

  /** Nothing may be there that no column of the source is the reason for. */
  private void checkNames(
      RandomTable table, String target, String what, Set<String> found, Set<String> own) {
    Set<String> names = table.columns().stream().map(Column::field).collect(Collectors.toSet());
    Set<String> others = new HashSet<>(found);
    others.removeAll(own);
    if (!others.equals(names)) {
      differences.add(
          new Difference(
              table, List.of(), target, "the names in " + what, "" + names, "" + others));
    }
  }

  private void add(
      RandomTable table,
      String place,
      Map<List<String>, Map<String, @Nullable String>> rows,
      Map<String, @Nullable String> row) {
    List<String> key = key(table, row);
    if (rows.put(key, row) != null) {
      differences.add(new Difference(table, key, place, "the row", "one row", "two rows"));
    }
  }

  private static List<String> key(RandomTable table, Map<String, @Nullable String> row) {
    return table.key().stream().map(column -> String.valueOf(row.get(column.field()))).toList();
  }

  private void compare(
      RandomTable table,
      String target,
      Map<List<String>, Map<String, @Nullable String>> source,
      Map<List<String>, Map<String, @Nullable String>> found) {
    source.forEach(
        (key, row) -> {
          Map<String, @Nullable String> other = found.get(key);
          if (other == null) {
            differences.add(new Difference(table, key, target, "the row", "a row", NO_ROW));
          } else {
            compare(table, target, key, row, other);
          }
        });
    found.keySet().stream()
        .filter(key -> !source.containsKey(key))
        .map(key -> new Difference(table, key, target, "the row", NO_ROW, "a row"))
        .forEach(differences::add);
  }

  private void compare(
      RandomTable table,
      String target,
      List<String> key,
      Map<String, @Nullable String> row,
      Map<String, @Nullable String> other) {
    for (Column column : table.columns()) {
      String value = row.get(column.field());
      String found = other.get(column.field());
      if (!Objects.equals(value, found)) {
        differences.add(
            new Difference(
                table,
                key,
                target,
                "column " + column.name() + " (" + column.kind().sql() + ")",
                Canonical.shown(value, found),
                Canonical.shown(found, value)));
      }
    }
  }
}
