/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import static dev.tandem.postgres.Changes.LANE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.target.TargetUnavailable;
import dev.tandem.model.target.TargetWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** A sink that was frozen, or cut off, while the server waited for the rest of its rows. */
class CutOffWritersIT {
  @TempDir Path folder;

  @Test
  void shouldTakeALaneFromAWriterThatLeftOffInTheMiddleOfACopy() throws SQLException {
    try (PostgresRig postgres = new PostgresRig(folder)) {
      // Given
      Changes changes = Changes.of("half", "v text");
      postgres.makeByHand("CREATE TABLE domain.half_copied (id bigint)");
      try (TargetWriter writer = postgres.writer(changes, "sink")) {
        writer.claim(List.of(LANE));
      }
      PostgresConnection settings =
          new PostgresConnection(
              postgres.server.jdbcUrl(), postgres.server.user(), postgres.server.password());
      Connection frozen = settings.openWriter();
      try (Statement statement = frozen.createStatement()) {
        statement.execute("UPDATE tandem.sink_position SET updated_at = now()");
      }
      frozen.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY domain.half_copied FROM STDIN");

      // When
      try (TargetWriter successor = postgres.writer(changes, "sink")) {
        assertThatThrownBy(() -> successor.claim(List.of(LANE)))
            .isInstanceOf(TargetUnavailable.class);

        // Then
        assertThat(successor.claim(List.of(LANE))).containsKey(LANE);
      } finally {
        frozen.abort(Runnable::run);
      }
    }
  }
}
