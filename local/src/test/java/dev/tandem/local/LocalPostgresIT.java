/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.model.error.TandemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
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
  void shouldGiveUpRootInTheWayThatTheMachineAllows() throws SQLException {
    // Given
    assumeTrue(Platform.isRoot(), "skipped: only root has to become somebody else");
    Path data = folder.resolve("postgres");

    // When
    for (PostgresUser user : List.of(PostgresUser.NOBODY, PostgresUser.NAMESPACE)) {
      assumeTrue(user.possible(), "skipped: this machine forbids " + user);
      try (LocalPostgres postgres = LocalPostgres.startAs(user, data)) {
        Sql.of(postgres).run("CREATE TABLE as_" + user + " (id int)");
      }
    }

    // Then
    try (LocalPostgres postgres = LocalPostgres.startAs(PostgresUser.NOBODY, data)) {
      assertThat(Sql.of(postgres).ask("SELECT relname FROM pg_class WHERE relname LIKE 'as\\_%'"))
          .containsExactlyInAnyOrder("as_nobody", "as_namespace");
    }
  }

  @Test
  void shouldTellTheEndOfTheLogWhenItDoesNotStart() {
    // Given
    PostgresSettings wrong = new PostgresSettings(true, Map.of("no_such_setting", "1"));

    // When
    Throwable thrown =
        catchThrowable(() -> LocalPostgres.start(folder.resolve("p"), wrong, message -> {}));

    // Then
    assertThat(thrown)
        .isInstanceOf(TandemException.class)
        .hasMessageContaining("unrecognized configuration parameter \"no_such_setting\"");
    assertThat(((TandemException) thrown).code()).isEqualTo(LocalCode.START);
  }

  @Test
  void shouldNotComeBackOnAPortThatSomebodyElseHasTaken() throws IOException {
    // Given
    try (LocalPostgres postgres = LocalPostgres.start(folder.resolve("postgres"))) {
      postgres.stop();

      // When
      Throwable thrown;
      try (ServerSocket other =
          new ServerSocket(postgres.port(), 1, InetAddress.getLoopbackAddress())) {
        assertThat(other.isBound()).isTrue();
        thrown = catchThrowable(postgres::start);
      }

      // Then
      assertThat(thrown).hasMessageContaining("127.0.0.1:" + postgres.port());
      assertThat(((TandemException) thrown).code()).isEqualTo(LocalCode.PORT);
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
      assertThat(postgres.name()).isEqualTo("PostgreSQL " + sql.ask("SHOW server_version").get(0));
      assertThat(settings).containsExactly("UTC", "on", "C", "scram-sha-256", "UTF8");
    }
  }
}
