/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import static dev.tandem.postgres.Changes.LANE;
import static dev.tandem.postgres.Changes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.model.target.Batch;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.model.target.WriteResult;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayWriterIT {
  @TempDir static Path folder;
  @AutoClose private static PostgresRig postgres;

  @BeforeAll
  static void startServer() {
    postgres = new PostgresRig(folder);
  }

  @Test
  void shouldBringBackWhatWasTruncatedAndNothingThatWasDeleted() {
    // Given
    Changes live = Changes.of("truncated", "v text");
    try (TargetWriter sink = postgres.writer(live, live.schema.name().entity());
        TargetWriter replayer = replayer(live)) {
      sink.claim(List.of(LANE));
      sink.write(
          live.upsert(1, 1, text("one"))
              .upsert(2, 2, text("two"))
              .upsert(3, 3, text("three"))
              .delete(5, 3)
              .batch());
      sink.write(live.upsert(9, 2, text("two, newer")).batch());
      String position = position();
      postgres.sql("DELETE FROM domain.truncated WHERE id = 1");

      // When
      replayer.claim(List.of(LANE));
      Changes again = Changes.of("truncated", "v text");
      WriteResult first =
          replayer.write(
              again
                  .upsert(1, 1, text("one"))
                  .upsert(2, 2, text("two"))
                  .upsert(3, 3, text("three"))
                  .batch());
      WriteResult deletion = replayer.write(again.delete(5, 3).batch());

      // Then
      assertThat(first).isEqualTo(WriteResult.of(1, 2).withTombstoned(1));
      assertThat(deletion).isEqualTo(WriteResult.of(0, 1));
      assertThat(postgres.rows(live))
          .containsExactlyInAnyOrder(live.row(1, text("one")), live.row(2, text("two, newer")));
      assertThat(position()).isEqualTo(position);
      sink.write(live.upsert(10, 1, text("goes on")).batch());
    }
  }

  /** Without the lock the old row would be inserted while its deletion is not yet seen. */
  @Test
  void shouldWaitForADeletionThatTheSinkIsAboutToCommit() throws Exception {
    // Given
    Changes live = Changes.of("raced", "v text");
    try (TargetWriter sink = postgres.writer(live, live.schema.name().entity());
        TargetWriter replayer = replayer(live);
        Connection session =
            DriverManager.getConnection(
                postgres.server.jdbcUrl(), postgres.server.user(), postgres.server.password());
        Statement statement = session.createStatement()) {
      sink.claim(List.of(LANE));
      sink.write(live.upsert(1, 1, text("old")).batch());
      replayer.claim(List.of(LANE));
      session.setAutoCommit(false);
      statement.execute("SELECT 1 FROM tandem.sink_position WHERE sink = 'raced' FOR UPDATE");
      statement.execute("DELETE FROM domain.raced");
      statement.execute(
          "INSERT INTO tandem.tombstone SELECT 'domain.raced', '{\"id\":1}', 2, now()");

      // When
      Batch old = Changes.of("raced", "v text").upsert(1, 1, text("old")).batch();
      CompletableFuture<WriteResult> replayed =
          CompletableFuture.supplyAsync(() -> replayer.write(old));
      await()
          .until(
              () ->
                  !postgres
                      .sql("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                      .equals("0"));
      session.commit();

      // Then
      assertThat(replayed.get(30, TimeUnit.SECONDS))
          .isEqualTo(WriteResult.of(0, 1).withTombstoned(1));
      assertThat(postgres.rows(live)).isEmpty();
    }
  }

  @Test
  void shouldLeaveTheStartToASinkThatComesLater() {
    // Given
    Changes changes = Changes.of("early", "v text");
    try (TargetWriter replayer = postgres.target(changes).replayer("later", Duration.ofDays(1));
        TargetWriter sink = postgres.writer(changes, "later")) {
      replayer.claim(List.of(LANE));
      replayer.write(Changes.of("early", "v text").upsert(1, 1, text("one")).batch());

      // When, then
      assertThat(sink.claim(List.of(LANE))).containsEntry(LANE, 0L);
      assertThat(sink.write(changes.upsert(1, 1, text("one")).batch()))
          .isEqualTo(WriteResult.of(0, 1));
    }
  }

  private static TargetWriter replayer(Changes changes) {
    return postgres.target(changes).replayer(changes.schema.name().entity(), Duration.ofDays(1));
  }

  private static String position() {
    return postgres.sql(
        "SELECT epoch || ' ' || next_offset || ' ' || owner FROM tandem.sink_position WHERE sink = 'truncated'");
  }
}
