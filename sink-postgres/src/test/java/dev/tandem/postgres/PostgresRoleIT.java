/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.local.LocalPostgres;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.TargetWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A role with the grants that docs/operations.md lists, and no more. */
class PostgresRoleIT {
  @TempDir Path folder;

  @Test
  void shouldNeedNoRightToCreateOnceAllIsThere() throws SQLException {
    try (LocalPostgres server = LocalPostgres.start(folder)) {
      // Given
      Changes changes = Changes.of("granted", "name text");
      PostgresConnection owner =
          new PostgresConnection(server.jdbcUrl(), server.user(), server.password());
      new PostgresTarget(owner, changes.plan, true).prepare();
      try (Connection session =
              DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
          Statement statement = session.createStatement()) {
        statement.execute("CREATE ROLE granted LOGIN PASSWORD 'secret'");
        statement.execute("GRANT USAGE ON SCHEMA tandem TO granted");
        statement.execute(
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA tandem TO granted");
      }
      PostgresTarget target =
          new PostgresTarget(
              new PostgresConnection(server.jdbcUrl(), "granted", "secret"), changes.plan, false);

      // When
      target.prepare();

      // Then
      try (TargetWriter writer = target.writer("granted", "this test", Duration.ofDays(1))) {
        assertThat(writer.claim(List.of(new Lane("topic", "id", 0)))).isEmpty();
      }
    }
  }
}
