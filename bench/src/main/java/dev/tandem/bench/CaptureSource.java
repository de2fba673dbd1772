/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.bench.OrderRows.Change;
import dev.tandem.local.LocalMySql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.HexFormat;

/** The table in MySQL. */
final class CaptureSource implements RowSource {
  /** Rows of a transaction, each inserted by a statement of its own, as applications do. */
  private static final int TRANSACTION = 500;

  private final LocalMySql mysql;
  private final OrderRows rows;

  CaptureSource(LocalMySql mysql, OrderRows rows) {
    this.mysql = mysql;
    this.rows = rows;
  }

  @Override
  public int count() {
    return rows.count();
  }

  /** The table with its first row, so that whoever reads it has an offset to keep. */
  void create() throws SQLException {
    try (Connection session = session();
        Statement statement = session.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS shop");
      statement.execute("CREATE DATABASE shop");
      statement.execute(
          """
          CREATE TABLE shop.Orders (
            OrderId BIGINT PRIMARY KEY, CustomerId BIGINT NOT NULL, Phone VARCHAR(40),
            Amount DECIMAL(12,2) NOT NULL, Status CHAR(1) NOT NULL, CreatedAt DATETIME(6) NOT NULL,
            UpdatedAt TIMESTAMP(6) NOT NULL, DueDate DATE, Email VARCHAR(120),
            IsPaid TINYINT NOT NULL, Token BINARY(16) NOT NULL, Note VARCHAR(255))""");
      insert(statement, 0, 1);
    }
  }

  /** All the other rows. */
  void fill() throws SQLException {
    try (Session session = open()) {
      for (int from = 1; from < rows.count(); from += TRANSACTION) {
        session.insert(from, Math.min(rows.count(), from + TRANSACTION));
      }
    }
  }

  @Override
  public Session open() throws SQLException {
    return new Inserting(session());
  }

  private final class Inserting implements Session {
    private final Connection connection;

    private Inserting(Connection connection) {
      this.connection = connection;
    }

    @Override
    public void insert(int from, int to) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        CaptureSource.this.insert(statement, from, to);
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }

  private Connection session() throws SQLException {
    return DriverManager.getConnection(
        mysql.jdbcUrl("mysql")
            + "&allowMultiQueries=true&connectionTimeZone=UTC"
            + "&forceConnectionTimeZoneToSession=true",
        mysql.user(),
        mysql.password());
  }

  private void insert(Statement statement, int from, int to) throws SQLException {
    StringBuilder sql = new StringBuilder("BEGIN;");
    for (int number = from; number < to; number++) {
      sql.append("INSERT INTO shop.Orders VALUES ").append(values(number)).append(';');
    }
    statement.execute(sql.append("COMMIT").toString());
  }

  /** None of the fields holds a quote or a backslash. */
  private String values(int number) {
    Order order = rows.row(number, Change.INSERT);
    return "(%d,%d,'%s',%s,'%s','%s','%s','%s','%s',%d,x'%s','%s')"
        .formatted(
            order.id(),
            order.customer(),
            order.phone(),
            order.amount(),
            order.status(),
            order.createdAt(),
            order.updatedAt(),
            order.dueDate(),
            order.email(),
            order.paid(),
            HexFormat.of().formatHex(Base64.getDecoder().decode(order.token())),
            order.note());
  }
}
