/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.MySqlTypes;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables of a server as it declares them now, in the spelling that capture uses too. */
public final class Catalogue {
  private static final Set<String> LENGTH_IS_CHARACTERS =
      Set.of("CHAR", "VARCHAR", "BINARY", "VARBINARY");
  private static final Set<String> LENGTH_IS_FRACTION = Set.of("TIME", "DATETIME", "TIMESTAMP");
  private static final Set<String> LENGTH_IS_DIGITS = Set.of("DECIMAL", "BIT");

  /** Stands for a part of an index that is no column; no column has this name. */
  private static final String EXPRESSION = "";

  private final Connection connection;
  private final MySqlConnection server;

  /** Reads over a connection that stays the caller's to close. */
  public Catalogue(Connection connection, MySqlConnection server) {
    this.connection = connection;
    this.server = server;
  }

  /**
   * A table.
   *
   * @throws TandemException when it does not exist or may not be seen
   */
  public SourceTable table(TableId id) {
    return find(id)
        .orElseThrow(
            () ->
                new TandemException(
                    MySqlCode.TABLE,
                    "Table "
                        + id
                        + " does not exist at "
                        + server
                        + ", or this user may not see it: correct the name after from:, or GRANT SELECT ON "
                        + Sql.quote(id)
                        + "."));
  }

  /** A table, or empty when it does not exist or may not be seen. */
  public Optional<SourceTable> find(TableId id) {
    try {
      List<SourceColumn> columns = columns(id);
      return columns.isEmpty()
          ? Optional.empty()
          : Optional.of(new SourceTable(SourceKind.MYSQL, id, columns, key(id, columns)));
    } catch (SQLException e) {
      throw MySqlFailure.of(e, "read the catalogue of table " + id, server);
    }
  }

  /** The tables of a database, without views, by name. */
  public List<TableId> tables(String database) {
    String sql =
        "SELECT TABLE_NAME AS name FROM information_schema.TABLES"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'BASE TABLE' ORDER BY 1";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, database);
      List<TableId> tables = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          tables.add(TableId.of(database, rows.getString("name")));
        }
      }
      return tables;
    } catch (SQLException e) {
      throw MySqlFailure.of(e, "list the tables of database " + database, server);
    }
  }

  /** The columns of text with their character sets, labels included, in the table's order. */
  public Map<String, String> charsets(TableId id) throws SQLException {
    String sql =
        "SELECT COLUMN_NAME AS name, CHARACTER_SET_NAME AS charset FROM information_schema.COLUMNS"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND CHARACTER_SET_NAME IS NOT NULL"
            + " ORDER BY ORDINAL_POSITION";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, id.database());
      statement.setString(2, id.table());
      Map<String, String> charsets = new LinkedHashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          charsets.put(rows.getString("name"), rows.getString("charset"));
        }
      }
      return charsets;
    }
  }

  private List<SourceColumn> columns(TableId id) throws SQLException {
    String sql =
        "SELECT COLUMN_NAME AS name, DATA_TYPE AS type, COLUMN_TYPE AS declared,"
            + " CHARACTER_MAXIMUM_LENGTH AS characters, NUMERIC_PRECISION AS digits,"
            + " DATETIME_PRECISION AS fraction, NUMERIC_SCALE AS scale, IS_NULLABLE AS nullable"
            + " FROM information_schema.COLUMNS"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, id.database());
      statement.setString(2, id.table());
      List<SourceColumn> columns = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          columns.add(column(rows));
        }
      }
      return columns;
    }
  }

  private static SourceColumn column(ResultSet row) throws SQLException {
    String type = row.getString("type").toUpperCase(Locale.ROOT);
    String declared = row.getString("declared");
    boolean labelled = type.equals("ENUM") || type.equals("SET");
    boolean unsigned = !labelled && declared.toLowerCase(Locale.ROOT).contains(" unsigned");
    return MySqlTypes.normalise(
        new SourceColumn(
            row.getString("name"),
            unsigned ? type + " UNSIGNED" : type,
            length(row, type),
            (int) number(row, "scale"),
            row.getString("nullable").equals("YES"),
            labelled ? Labels.parse(declared) : List.of()));
  }

  private static int length(ResultSet row, String type) throws SQLException {
    if (LENGTH_IS_CHARACTERS.contains(type)) {
      return (int) number(row, "characters");
    } else if (LENGTH_IS_FRACTION.contains(type)) {
      return (int) number(row, "fraction");
    }
    return LENGTH_IS_DIGITS.contains(type) ? (int) number(row, "digits") : -1;
  }

  private static long number(ResultSet row, String column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? -1 : number;
  }

  /**
   * The primary key; without one the first unique index of NOT NULL columns, which the connector
   * takes for the key as well.
   */
  private List<String> key(TableId id, List<SourceColumn> columns) throws SQLException {
    Map<String, List<String>> indexes = uniqueIndexes(id);
    List<String> primary = indexes.get("PRIMARY");
    if (primary != null) {
      return primary;
    }
    Set<String> required =
        columns.stream()
            .filter(column -> !column.nullable())
            .map(SourceColumn::name)
            .collect(Collectors.toSet());
    return indexes.values().stream().filter(required::containsAll).findFirst().orElse(List.of());
  }

  /** The columns of each unique index of a table, without indexes over expressions. */
  public List<List<String>> uniqueKeys(TableId id) {
    try {
      return List.copyOf(uniqueIndexes(id).values());
    } catch (SQLException e) {
      throw MySqlFailure.of(e, "read the indexes of table " + id, server);
    }
  }

  /** By name, in the order of the table's definition. */
  private Map<String, List<String>> uniqueIndexes(TableId id) throws SQLException {
    Map<String, List<String>> indexes = new LinkedHashMap<>();
    try (PreparedStatement statement =
            connection.prepareStatement("SHOW INDEX FROM " + Sql.quote(id));
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        if (rows.getInt("Non_unique") == 0) {
          indexes
              .computeIfAbsent(rows.getString("Key_name"), name -> new ArrayList<>())
              .add(Objects.requireNonNullElse(rows.getString("Column_name"), EXPRESSION));
        }
      }
    }
    indexes.values().removeIf(columns -> columns.contains(EXPRESSION));
    return indexes;
  }
}
