/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending;

import dev.tandem.local.LocalMySql;
import dev.tandem.local.MySqlRelease;
import dev.tandem.model.source.SourceKind;
import dev.tandem.mysql.MySqlConnection;
import dev.tandem.mysql.MySqlTls;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A server of the test's own, of the release that the system property of module local names. */
final class TestLending implements AutoCloseable {
  /** When everything has happened. */
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

  private final LocalMySql mysql;

  private TestLending(LocalMySql mysql) {
    this.mysql = mysql;
  }

  static TestLending start(Path folder) {
    return new TestLending(LocalMySql.start(folder, MySqlRelease.chosen()));
  }

  LendingServer server() {
    return new LendingServer(
        SourceKind.MYSQL, mysql.host(), mysql.port(), mysql.user(), mysql.password());
  }

  /** The server as the pipeline sees it. */
  MySqlConnection source() {
    return new MySqlConnection(
        mysql.host(), mysql.port(), mysql.user(), mysql.password(), MySqlTls.DISABLED);
  }

  /** Creates the database anew and fills it. */
  void load(LendingData data) {
    run("DROP DATABASE IF EXISTS " + LendingSchema.DATABASE);
    LendingSchema.create(server());
    data.load(server(), (rows, total) -> {});
  }

  void run(String sql) {
    try (Connection connection = server().openServer();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The rows of a question, their columns parted by blanks. */
  List<String> ask(String sql) {
    List<String> rows = new ArrayList<>();
    try (Connection connection = server().open();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join(" ", row));
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** A number. */
  long count(String sql) {
    return Long.parseLong(ask(sql).get(0));
  }

  /** Ends the server as a power cut would, and starts it again. */
  void killAndStart() {
    mysql.kill();
    mysql.start();
  }

  @Override
  public void close() {
    mysql.close();
  }
}
