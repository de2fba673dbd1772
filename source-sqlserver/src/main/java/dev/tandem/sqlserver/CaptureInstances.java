/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import dev.tandem.model.source.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The capture instances of a database, and what became of their tables since. */
final class CaptureInstances {
  private final Connection connection;
  private final String database;

  CaptureInstances(Connection connection, String database) {
    this.connection = connection;
    this.database = database;
  }

  /** The newest last. */
  List<CaptureInstance> all() throws SQLException {
    String sql =
        "SELECT i.object_id, i.capture_instance, i.start_lsn, i.create_date, s.name, o.name FROM "
            + "%1$s.cdc.change_tables AS i"
            + " INNER JOIN %1$s.sys.tables AS o ON o.object_id = i.source_object_id"
            + " INNER JOIN %1$s.sys.schemas AS s ON s.schema_id = o.schema_id"
            + " ORDER BY i.create_date, i.object_id";
    Map<Integer, List<String>> columns = columns();
    Duration offset = ServerClock.offset(connection);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(in(sql))) {
      List<CaptureInstance> instances = new ArrayList<>();
      while (row.next()) {
        instances.add(
            new CaptureInstance(
                row.getString(2),
                new TableId(database, row.getString(5), row.getString(6)),
                lsn(row, 3).orElse(Lsn.ZERO),
                ServerClock.instant(row.getObject(4, LocalDateTime.class), offset),
                columns.getOrDefault(row.getInt(1), List.of())));
      }
      return instances;
    }
  }

  /** By the number of the change table. */
  private Map<Integer, List<String>> columns() throws SQLException {
    String sql =
        "SELECT c.object_id, c.column_name FROM %1$s.cdc.captured_columns AS c"
            + " ORDER BY c.object_id, c.column_ordinal";
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(in(sql))) {
      Map<Integer, List<String>> columns = new HashMap<>();
      while (row.next()) {
        columns.computeIfAbsent(row.getInt(1), id -> new ArrayList<>()).add(row.getString(2));
      }
      return columns;
    }
  }

  /** The newest of a table. */
  Optional<CaptureInstance> newest(TableId table) throws SQLException {
    List<CaptureInstance> own = of(table);
    return own.isEmpty() ? Optional.empty() : Optional.of(own.get(own.size() - 1));
  }

  private List<CaptureInstance> of(TableId table) throws SQLException {
    return all().stream().filter(instance -> instance.table().equals(table)).toList();
  }

  /** The commit of the first alteration of a table that its oldest instance has lived to see. */
  Optional<Lsn> alteredAt(TableId table) throws SQLException {
    List<CaptureInstance> own = of(table);
    return own.isEmpty() ? Optional.empty() : alteredAt(table, own.get(0).created());
  }

  private Optional<Lsn> alteredAt(TableId table, Instant after) throws SQLException {
    String sql =
        "SELECT h.ddl_lsn, h.ddl_time FROM %1$s.cdc.ddl_history AS h"
            + " INNER JOIN %1$s.sys.tables AS o ON o.object_id = h.source_object_id"
            + " INNER JOIN %1$s.sys.schemas AS s ON s.schema_id = o.schema_id"
            + " WHERE s.name = ? AND o.name = ? ORDER BY h.ddl_lsn";
    Duration offset = ServerClock.offset(connection);
    try (PreparedStatement statement = connection.prepareStatement(in(sql))) {
      statement.setString(1, table.schema());
      statement.setString(2, table.table());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Instant at = ServerClock.instant(row.getObject(2, LocalDateTime.class), offset);
          if (!at.isBefore(after)) {
            return lsn(row, 1);
          }
        }
        return Optional.empty();
      }
    }
  }

  static Optional<Lsn> lsn(ResultSet row, int place) throws SQLException {
    return Optional.ofNullable(row.getBytes(place)).map(Lsn::of);
  }

  private String in(String sql) {
    return sql.replace("%1$s", Sql.quote(database));
  }
}
