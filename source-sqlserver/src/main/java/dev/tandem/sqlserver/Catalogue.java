/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.SqlServerTypes;
import dev.tandem.model.source.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables of a server as it declares them now, in the spelling that capture uses too. */
public final class Catalogue {
  /** The number of the types made of classes, of which each has another name. */
  private static final int CLASS_TYPE = 240;

  private final Connection connection;
  private final SqlServerConnection server;

  /** Reads over a connection that stays the caller's to close. */
  public Catalogue(Connection connection, SqlServerConnection server) {
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
                    SqlServerCode.TABLE,
                    "Table "
                        + id
                        + " does not exist at "
                        + server
                        + ", or this user may not see it: correct the name after from:, upper and lower case included, or GRANT SELECT ON "
                        + Sql.quote(id)
                        + "."));
  }

  /** A table, or empty when it does not exist, is spelled otherwise, or may not be seen. */
  public Optional<SourceTable> find(TableId id) {
    return reading(
        "read the catalogue of table " + id,
        () -> {
          List<SourceColumn> columns = columns(id);
          return columns.isEmpty()
              ? Optional.empty()
              : Optional.of(new SourceTable(SourceKind.SQL_SERVER, id, columns, key(id, columns)));
        });
  }

  /** The tables that users have made in a database, without views, by schema and name. */
  public List<TableId> tables(String database) {
    String sql =
        "SELECT s.name AS schema_name, o.name AS table_name FROM %1$s.sys.tables AS o"
            + " INNER JOIN %1$s.sys.schemas AS s ON s.schema_id = o.schema_id"
            + " WHERE o.is_ms_shipped = 0 AND s.name <> N'cdc' ORDER BY s.name, o.name";
    return reading(
        "list the tables of database " + database,
        () -> {
          try (PreparedStatement statement = prepare(sql, database);
              ResultSet rows = statement.executeQuery()) {
            List<TableId> tables = new ArrayList<>();
            while (rows.next()) {
              tables.add(new TableId(database, rows.getString(1), rows.getString(2)));
            }
            return tables;
          }
        });
  }

  /** The columns of each unique index that holds every row of a table. */
  public List<List<String>> uniqueKeys(TableId id) {
    return reading(
        "read the indexes of table " + id, () -> List.copyOf(uniqueIndexes(id).values()));
  }

  /** The columns that the server computes, which change data capture leaves NULL. */
  public Set<String> computed(TableId id) {
    String sql = "SELECT c.name FROM" + columnsOf() + " AND c.is_computed = 1 ORDER BY c.column_id";
    return reading(
        "read the catalogue of table " + id,
        () -> {
          Set<String> names = new LinkedHashSet<>();
          try (PreparedStatement statement = prepare(sql, id);
              ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              names.add(rows.getString(1));
            }
          }
          return names;
        });
  }

  /** What only a comparison needs to know of the columns, by name. */
  Map<String, Comparison> comparisons(TableId id) throws SQLException {
    String sql = "SELECT c.name, c.collation_name, c.scale FROM" + columnsOf();
    try (PreparedStatement statement = prepare(sql, id);
        ResultSet rows = statement.executeQuery()) {
      Map<String, Comparison> comparisons = new LinkedHashMap<>();
      while (rows.next()) {
        comparisons.put(
            rows.getString(1),
            new Comparison(Optional.ofNullable(rows.getString(2)), rows.getInt(3)));
      }
      return comparisons;
    }
  }

  /**
   * How values of a column are compared.
   *
   * @param collation empty for what is no text
   * @param scale digits of a second, or behind a number's point
   */
  record Comparison(Optional<String> collation, int scale) {
    static final Comparison UNKNOWN = new Comparison(Optional.empty(), 0);
  }

  /** The source and condition of a question for a table's columns, {@code c}. */
  private static String columnsOf() {
    return " %1$s.sys.columns AS c INNER JOIN " + tablesBy("c.object_id");
  }

  private static String tablesBy(String objectId) {
    return "%1$s.sys.tables AS o ON o.object_id = "
        + objectId
        + " INNER JOIN %1$s.sys.schemas AS s ON s.schema_id = o.schema_id"
        + " WHERE s.name = ? AND o.name = ?";
  }

  private List<SourceColumn> columns(TableId id) throws SQLException {
    // An alias has the number of the type that it stands for; a type made of a class has not.
    String sql =
        "SELECT s.name AS schema_name, o.name AS table_name, c.name AS column_name,"
            + " t.name AS type_name, c.max_length, c.precision, c.scale, c.is_nullable"
            + " FROM %1$s.sys.columns AS c INNER JOIN %1$s.sys.types AS t ON t.user_type_id ="
            + " CASE WHEN c.system_type_id = "
            + CLASS_TYPE
            + " THEN c.user_type_id ELSE c.system_type_id END INNER JOIN "
            + tablesBy("c.object_id")
            + " ORDER BY c.column_id";
    try (PreparedStatement statement = prepare(sql, id);
        ResultSet rows = statement.executeQuery()) {
      List<SourceColumn> columns = new ArrayList<>();
      while (rows.next()) {
        // The server may find it though its case differs; topics and change tables would not.
        if (rows.getString(1).equals(id.schema()) && rows.getString(2).equals(id.table())) {
          columns.add(column(rows));
        }
      }
      return columns;
    }
  }

  private static SourceColumn column(ResultSet row) throws SQLException {
    String type = row.getString(4);
    int length =
        switch (type) {
          case "decimal", "numeric" -> row.getInt(6);
          case "nchar", "nvarchar" -> row.getInt(5) < 0 ? -1 : row.getInt(5) / Character.BYTES;
          default -> row.getInt(5);
        };
    return SqlServerTypes.normalise(
        new SourceColumn(
            row.getString(3), type, length, row.getInt(7), row.getBoolean(8), List.of()));
  }

  /**
   * The primary key; without one the first unique index of NOT NULL columns, the clustered one
   * before others, as the connector looks at them.
   */
  private List<String> key(TableId id, List<SourceColumn> columns) throws SQLException {
    Set<String> required =
        columns.stream()
            .filter(column -> !column.nullable())
            .map(SourceColumn::name)
            .collect(Collectors.toSet());
    return uniqueIndexes(id).values().stream()
        .filter(required::containsAll)
        .findFirst()
        .orElse(List.of());
  }

  /** By name, the primary key first, without those that leave rows out. */
  private Map<String, List<String>> uniqueIndexes(TableId id) throws SQLException {
    String sql =
        "SELECT i.name, c.name FROM %1$s.sys.indexes AS i"
            + " INNER JOIN %1$s.sys.index_columns AS ic"
            + " ON ic.object_id = i.object_id AND ic.index_id = i.index_id"
            + " INNER JOIN %1$s.sys.columns AS c"
            + " ON c.object_id = ic.object_id AND c.column_id = ic.column_id INNER JOIN "
            + tablesBy("i.object_id")
            + " AND i.is_unique = 1 AND i.has_filter = 0 AND i.is_disabled = 0"
            + " AND i.is_hypothetical = 0 AND ic.key_ordinal > 0"
            + " ORDER BY i.is_primary_key DESC, i.type, i.name, ic.key_ordinal";
    try (PreparedStatement statement = prepare(sql, id);
        ResultSet rows = statement.executeQuery()) {
      Map<String, List<String>> indexes = new LinkedHashMap<>();
      while (rows.next()) {
        indexes
            .computeIfAbsent(rows.getString(1), name -> new ArrayList<>())
            .add(rows.getString(2));
      }
      return indexes;
    }
  }

  private PreparedStatement prepare(String sql, String database) throws SQLException {
    return connection.prepareStatement(sql.replace("%1$s", Sql.quote(database)));
  }

  private PreparedStatement prepare(String sql, TableId id) throws SQLException {
    PreparedStatement statement = prepare(sql, id.database());
    statement.setString(1, id.schema());
    statement.setString(2, id.table());
    return statement;
  }

  private <T> T reading(String doing, Reading<T> reading) {
    try {
      return reading.read();
    } catch (SQLException e) {
      throw SqlServerFailure.of(e, doing, server);
    }
  }

  private interface Reading<T> {
    T read() throws SQLException;
  }
}
