/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalMySqlIT {
  @TempDir Path folder;

  @Test
  void shouldKeepItsDataWhenStoppedWhenKilledAndWhenOpenedAnew() throws SQLException {
    // Given
    Path data = folder.resolve("mysql");
    try (LocalMySql mysql = LocalMySql.start(data, MySqlRelease.chosen())) {
      run(mysql, "", "CREATE DATABASE shop");
      run(mysql, "shop", "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(9))");
      run(mysql, "shop", "INSERT INTO t VALUES (1, 'Zoë 🚲')");

      // When
      mysql.stop();
      assertThat(mysql.running()).isFalse();
      mysql.start();
      run(mysql, "shop", "INSERT INTO t VALUES (2, 'second')");
      mysql.kill();
      assertThat(mysql.running()).isFalse();
      mysql.start();

      // Then
      assertThat(ask(mysql, "shop", "SELECT name FROM t ORDER BY id"))
          .containsExactly("Zoë 🚲", "second");
      assertThat(Listening.onLoopbackOnly(mysql.port())).isTrue();
    }
    try (LocalMySql again = LocalMySql.start(data, MySqlRelease.chosen())) {
      assertThat(ask(again, "shop", "SELECT count(*) FROM t")).containsExactly("2");
    }
  }

  @Test
  void shouldBeSetAsASourceWantsIt() throws SQLException {
    // Given
    try (LocalMySql mysql = LocalMySql.start(folder.resolve("mysql"), MySqlRelease.chosen())) {
      // When
      List<String> settings =
          ask(
              mysql,
              "",
              "SELECT concat_ws(' ', @@binlog_format, @@binlog_row_image, @@gtid_mode,"
                  + " @@enforce_gtid_consistency, @@time_zone, @@character_set_server)");

      // Then
      assertThat(settings).containsExactly("ROW FULL ON ON +00:00 utf8mb4");
      assertThat(ask(mysql, "", "SELECT @@gtid_executed")).containsExactly("");
      assertThat(
              ask(
                  mysql,
                  "",
                  "SELECT count(*) FROM mysql.user WHERE user = 'root' AND"
                      + " authentication_string = ''"))
          .containsExactly("0");
    }
  }

  private static void run(LocalMySql mysql, String database, String sql) throws SQLException {
    try (Connection connection = connect(mysql, database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> ask(LocalMySql mysql, String database, String sql)
      throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = connect(mysql, database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private static Connection connect(LocalMySql mysql, String database) throws SQLException {
    return DriverManager.getConnection(mysql.jdbcUrl(database), mysql.user(), mysql.password());
  }
}
