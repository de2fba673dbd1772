/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalMySqlIT {
  /** Shared: to prepare a data folder takes seconds. */
  @TempDir static Path folder;

  @Test
  void shouldKeepItsDataWhenStoppedWhenKilledAndWhenOpenedAnew() throws SQLException {
    // Given
    Path data = folder.resolve("mysql");
    try (LocalMySql mysql = LocalMySql.start(data, MySqlRelease.chosen())) {
      Sql.of(mysql, "").run("CREATE DATABASE shop");
      Sql shop = Sql.of(mysql, "shop");
      shop.run("CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(9))");
      shop.run("INSERT INTO t VALUES (1, 'Zoë 🚲')");

      // When
      mysql.stop();
      assertThat(mysql.running()).isFalse();
      mysql.start();
      shop.run("INSERT INTO t VALUES (2, 'second')");
      mysql.kill();
      assertThat(mysql.running()).isFalse();
      mysql.start();

      // Then
      assertThat(shop.ask("SELECT name FROM t ORDER BY id")).containsExactly("Zoë 🚲", "second");
      assertThat(Listening.onLoopbackOnly(mysql.port())).isTrue();
    }
    try (LocalMySql again = LocalMySql.start(data, MySqlRelease.chosen())) {
      assertThat(Sql.of(again, "shop").ask("SELECT count(*) FROM t")).containsExactly("2");
    }
  }

  @Test
  void shouldBeSetAsASourceWantsIt() throws SQLException {
    // Given
    try (LocalMySql mysql = LocalMySql.start(folder.resolve("mysql"), MySqlRelease.chosen())) {
      Sql sql = Sql.of(mysql, "");

      // When
      String settings =
          "@@binlog_format, @@binlog_row_image, @@gtid_mode, @@enforce_gtid_consistency,"
              + " @@time_zone, @@character_set_server";

      // Then
      assertThat(sql.ask("SELECT concat_ws(' ', " + settings + ")"))
          .containsExactly("ROW FULL ON ON +00:00 utf8mb4");
      assertThat(mysql.name()).isEqualTo("MySQL " + sql.ask("SELECT @@version").get(0));
      assertThat(sql.ask("SELECT @@gtid_executed")).containsExactly("");
      assertThat(sql.ask("SELECT user FROM mysql.user WHERE authentication_string = ''")).isEmpty();
    }
  }

  /** A capture knows its source by it. */
  @Test
  void shouldHaveAnIdentityOfItsOwn() throws SQLException {
    // Given
    try (LocalMySql one = LocalMySql.start(folder.resolve("mysql"), MySqlRelease.chosen());
        LocalMySql other = LocalMySql.start(folder.resolve("other"), MySqlRelease.chosen())) {
      // When
      String identity = Sql.of(one, "").ask("SELECT @@server_uuid").get(0);

      // Then
      assertThat(Sql.of(other, "").ask("SELECT @@server_uuid")).doesNotContain(identity);
      assertThat(Sql.of(other, "").ask("SHOW DATABASES")).doesNotContain("shop");
    }
  }
}
