/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import static dev.tandem.postgres.Changes.LANE;
import static dev.tandem.postgres.Changes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.entity.EntityChange.Origin;
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
    postgres.sql("ALTER SYSTEM SET wal_writer_flush_after = '1GB'");
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
      assertThat(postgres.rows(changes)).hasSize(1 + PostgresWriter.LARGE);
    }
  }

  /** Whatever became of the group's position meanwhile, the rows must be asked for again. */
  @Test
  void shouldLoseNothingWhenTheVeryFirstBatchIsLarge() {
    Changes changes = Changes.of("first", "v text");
    try (TargetWriter writer = postgres.writer(changes, "first")) {
      assertThat(writer.claim(List.of(LANE))).isEqualTo(Map.of(LANE, 0L));
      writer.write(large(changes));

      cutPower();

      Batch next = changes.upsert(9_999, 1, text("next")).batch();
      assertThatThrownBy(() -> writer.write(next)).isInstanceOf(TargetUnavailable.class);
      assertThatThrownBy(() -> writer.write(next)).isInstanceOf(LaneLost.class);
      assertThat(writer.claim(List.of(LANE))).isEqualTo(Map.of(LANE, 0L));
    }
  }

  @Test
  void shouldKeepALargeBatchThatBeginsWhereTheGroupStood() {
    Changes changes = Changes.of("reset", "v text");
    try (TargetWriter writer = postgres.writer(changes, "reset")) {
      writer.claim(List.of(LANE));
      postgres.sql("UPDATE tandem.sink_position SET next_offset = NULL WHERE sink = 'reset'");
      assertThat(writer.claim(List.of(LANE))).isEmpty();
      writer.write(large(changes));

      cutPower();

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

      assertThat(postgres.rows(changes)).hasSize(1 + PostgresWriter.LARGE);
    }
  }

  private static Batch large(Changes changes) {
    for (int i = 1; i <= PostgresWriter.LARGE; i++) {
      changes.upsert(Origin.CREATE, 1 + i, 0, 1 + i, text("large"));
    }
    return changes.batch();
  }

  private static void cutPower() {
    postgres.server.kill();
    postgres.server.start();
  }
}
