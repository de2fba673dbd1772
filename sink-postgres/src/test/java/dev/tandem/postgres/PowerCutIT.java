/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import static dev.tandem.postgres.Changes.LANE;
import static dev.tandem.postgres.Changes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.target.Batch;
import dev.tandem.model.target.LaneLost;
import dev.tandem.model.target.TargetUnavailable;
import dev.tandem.model.target.TargetWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that loses what it had not yet written to its disk, which it does as late as it may. */
class PowerCutIT {
  @TempDir static Path folder;
  @AutoClose private static PostgresRig postgres;

  @BeforeAll
  static void startServer() {
    postgres = new PostgresRig(folder);
    postgres.sql("ALTER SYSTEM SET wal_writer_delay = '10s'");
    postgres.server.stop();
    postgres.server.start();
  }

  @Test
  void shouldLoseRowsAndPositionOfALargeBatchTogether() {
    Changes changes = Changes.of("together", "v text");
    try (TargetWriter writer = postgres.writer(changes, "together")) {
      writer.claim(List.of(LANE));
      writer.write(changes.upsert(1, 1, text("small")).batch());
      Batch large = large(changes);
      writer.write(large);

      cutPower();

      Batch next = changes.upsert(9_999, 1, text("next")).batch();
      assertThatThrownBy(() -> writer.write(next)).isInstanceOf(TargetUnavailable.class);
      assertThatThrownBy(() -> writer.write(next))
          .isInstanceOf(LaneLost.class)
          .hasMessageContaining("is at offset 1 of the target");
      assertThat(postgres.rows(changes)).hasSize(1);
      assertThat(writer.claim(List.of(LANE))).isEqualTo(Map.of(LANE, 1L));
      writer.write(large);
      writer.write(next);
      assertThat(postgres.rows(changes)).hasSize(PostgresWriter.LARGE);
    }
  }

  @Test
  void shouldKeepLargeBatchesOnceASmallOneFollowed() {
    Changes changes = Changes.of("kept", "v text");
    try (TargetWriter writer = postgres.writer(changes, "kept")) {
      writer.claim(List.of(LANE));
      writer.write(large(changes));
      writer.write(changes.upsert(9_999, 1, text("small")).batch());

      cutPower();

      assertThat(postgres.rows(changes)).hasSize(PostgresWriter.LARGE);
    }
  }

  private static Batch large(Changes changes) {
    for (int id = 1; id <= PostgresWriter.LARGE; id++) {
      changes.upsert(1 + id, id, text("large"));
    }
    return changes.batch();
  }

  private static void cutPower() {
    postgres.server.kill();
    postgres.server.start();
  }
}
