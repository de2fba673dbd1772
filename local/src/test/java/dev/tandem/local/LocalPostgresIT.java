/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresIT {
  @TempDir Path folder;

  @Test
  void shouldKeepItsDataWhenStoppedWhenKilledAndWhenOpenedAnew() throws SQLException {
    // Given
    Path data = folder.resolve("postgres");
    try (LocalPostgres postgres = LocalPostgres.start(data)) {
      Sql sql = Sql.of(postgres);
      sql.run("CREATE TABLE t (id int PRIMARY KEY, name text)");
      sql.run("INSERT INTO t VALUES (1, 'Zoë 🚲')");

      // When
      postgres.stop();
      assertThat(postgres.running()).isFalse();
      postgres.start();
      sql.run("INSERT INTO t VALUES (2, 'second')");
      postgres.kill();
      assertThat(postgres.running()).isFalse();
      postgres.start();

      // Then
      assertThat(sql.ask("SELECT name FROM t ORDER BY id")).containsExactly("Zoë 🚲", "second");
      assertThat(Listening.onLoopbackOnly(postgres.port())).isTrue();
    }
    try (LocalPostgres again = LocalPostgres.start(data)) {
      assertThat(Sql.of(again).ask("SELECT count(*) FROM t")).containsExactly("2");
    }
  }

  @Test
  void shouldBeSetAsATargetWantsIt() throws SQLException {
    // Given
    try (LocalPostgres postgres = LocalPostgres.start(folder.resolve("postgres"))) {
      Sql sql = Sql.of(postgres);

      // When
      List<String> settings =
          sql.ask(
              "SELECT setting FROM pg_settings WHERE name IN ('fsync', 'server_encoding',"
                  + " 'TimeZone', 'lc_messages', 'password_encryption') ORDER BY name");

      // Then
      assertThat(settings).containsExactly("UTC", "on", "C", "scram-sha-256", "UTF8");
    }
  }
}
