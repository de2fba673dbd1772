/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.mapping.Heartbeat;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.source.TableId;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.TargetWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A role with the grants that docs/operations.md lists, and no more. */
class PostgresRoleIT {
  @TempDir Path folder;

  @Test
  void shouldNeedNoRightToCreateOnceAllIsThere() {
    try (PostgresRig postgres = new PostgresRig(folder)) {
      // Given
      Changes changes = Changes.of("granted", "name text");
      postgres.target(changes);
      postgres.sql("CREATE ROLE granted LOGIN PASSWORD 'secret'");
      postgres.sql("GRANT USAGE ON SCHEMA tandem TO granted");
      postgres.sql(
          "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA tandem TO granted");
      PostgresTarget target =
          new PostgresTarget(
              new PostgresConnection(postgres.server.jdbcUrl(), "granted", "secret"),
              changes.plan,
              false);

      // When
      target.prepare();

      // Then
      try (TargetWriter writer = target.writer("granted", "this test", Duration.ofDays(1))) {
        assertThat(writer.claim(List.of(new Lane("topic", "id", 0)))).hasSize(1);
      }
    }
  }

  @Test
  void shouldMakeTheTableOfTheHeartbeatLikeItsOwnOrTellWhoMust() {
    try (PostgresRig postgres = new PostgresRig(folder)) {
      // Given
      MappingPlan plan =
          new MappingPlan(
              0, List.of(Heartbeat.plan("shop", TableId.of("db", "beats"), true, false)));
      String url = postgres.server.jdbcUrl();
      PostgresTarget owner =
          new PostgresTarget(
              new PostgresConnection(url, postgres.server.user(), postgres.server.password()),
              plan,
              false);
      owner.prepare();
      postgres.sql("CREATE ROLE granted LOGIN PASSWORD 'secret'");
      postgres.sql("GRANT USAGE ON SCHEMA tandem TO granted");
      PostgresTarget granted =
          new PostgresTarget(new PostgresConnection(url, "granted", "secret"), plan, false);

      // Then
      assertThat(owner.problems(List.of(Heartbeat.schema()))).isEmpty();
      assertThat(granted.problems(List.of(Heartbeat.schema())))
          .singleElement()
          .asString()
          .startsWith("TD-PG-GRANT: The role may not create tandem.heartbeat")
          .contains("CREATE TABLE IF NOT EXISTS \"tandem\".\"heartbeat\"");
    }
  }
}
