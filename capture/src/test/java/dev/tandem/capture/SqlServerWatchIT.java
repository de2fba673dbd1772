/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.TableId;
import dev.tandem.simulated.Db;
import dev.tandem.simulated.store.CaptureMode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What becomes of capture when the change tables change beneath it. */
class SqlServerWatchIT extends SqlServerSetUp {

  @Test
  void shouldGoOnAfterItWasIdleBeyondTheRetention() {
    // Given
    TableId table = SqlServerRig.table("idle", "notes");
    Db db = rig.notes("idle");
    db.insert("notes", 1, "one", null, null, null);
    CaptureConfig config = rig.config("idle", table);
    KafkaRig.Running running = rig.streaming(config);
    db.insert("notes", 2, "two", null, null, null);
    rig.awaitChanges(config, table, 2);

    // When the log goes on without changes, and what was before is cleaned up
    db.idleHeartbeat();
    var end = Objects.requireNonNull(db.maxLsn()).toString();
    try (CapturedPosition captured = new CapturedPosition(rig.connection, config.topics())) {
      await()
          .atMost(SqlServerRig.SOON)
          .until(() -> captured.now().filter(now -> now.text().endsWith(end)).isPresent());
    }
    running.close();
    db.cleanup(Objects.requireNonNull(db.maxLsn()));
    db.insert("notes", 3, "three", null, null, null);

    // Then
    KafkaRig.Running second = rig.streaming(config);
    assertThat(SqlServerRig.ops(rig.awaitChanges(config, table, 3)))
        .containsExactlyInAnyOrder("r", "c", "c");
    second.close();
  }

  @Test
  void shouldStopWhenTheCleanUpOvertakesIt() {
    // Given
    TableId table = SqlServerRig.table("overtaken", "notes");
    Db db = rig.notes("overtaken");
    db.insert("notes", 1, "one", null, null, null);
    CaptureConfig config = rig.config("overtaken", table);
    rig.streaming(config).close();

    // When
    db.insert("notes", 2, "lost", null, null, null);
    db.insert("notes", 3, "kept", null, null, null);
    db.cleanup(Objects.requireNonNull(db.maxLsn()));
    KafkaRig.Running running = rig.start(config);

    // Then
    await().atMost(SqlServerRig.SOON).until(running::ended);
    assertThat(running.failure.get())
        .isInstanceOfSatisfying(
            TandemException.class,
            stopped -> {
              assertThat(stopped.code()).isEqualTo(CaptureCode.LOG_GONE);
              assertThat(stopped.line()).contains("overtaken.dbo.notes");
            });
  }

  @Test
  void shouldStopWhenTheCleanUpOvertakesItWhileItRuns() {
    // Given
    TableId table = SqlServerRig.table("running", "notes");
    Db db = rig.notes("running");
    db.insert("notes", 1, "one", null, null, null);
    CaptureConfig config = rig.config("running", table);
    KafkaRig.Running running = rig.streaming(config);
    db.insert("notes", 2, "two", null, null, null);
    rig.awaitChanges(config, table, 2);

    // When changes are cleaned up before the connector has asked for them
    db.capture(CaptureMode.PAUSED);
    db.insert("notes", 3, "lost", null, null, null);
    db.insert("notes", 4, "kept", null, null, null);
    db.undisturbed(
        () -> {
          db.runCapture();
          db.cleanup(Objects.requireNonNull(db.maxLsn()));
        });

    // Then
    await().atMost(SqlServerRig.SOON).until(running::ended);
    assertThat(running.failure.get())
        .isInstanceOfSatisfying(
            TandemException.class,
            stopped -> assertThat(stopped.code()).isEqualTo(CaptureCode.LOG_GONE));
  }

  @Test
  void shouldReadRowsAgainThatChangedWhileAColumnWasNotCaptured() {
    // Given
    TableId table = SqlServerRig.table("altered", "notes");
    Db db = rig.notes("altered");
    db.insert("notes", 1, "one", null, null, null);
    db.insert("notes", 2, "two", null, null, null);
    CaptureConfig config = rig.config("altered", table);
    KafkaRig.Running running = rig.streaming(config);

    // When
    db.alterAddColumn("notes", "email", "varchar(50)");
    db.update("notes", 1, Map.of("email", "unseen"));
    rig.awaitChanges(config, table, 3);
    db.enableCdc("notes", "notes_2");
    db.update("notes", 2, Map.of("email", "seen"));
    await()
        .atMost(SqlServerRig.SOON)
        .until(
            () ->
                SqlServerRig.of(rig.changes(config, table), 1).size() >= 3
                    && SqlServerRig.of(rig.changes(config, table), 2).size() >= 2);
    running.close();

    // Then
    List<JsonNode> changed = SqlServerRig.of(rig.changes(config, table), 1);
    assertThat(SqlServerRig.ops(changed)).containsExactly("r", "u", "r");
    assertThat(changed.get(1).at("/after/email").isMissingNode()).isTrue();
    assertThat(changed.get(2).at("/after/email").asText()).isEqualTo("unseen");
    assertThat(SqlServerRig.of(rig.changes(config, table), 2).get(1).at("/after/email").asText())
        .isEqualTo("seen");
  }

  @Test
  void shouldGoOnWithTheSecondInstanceAfterARestart() {
    // Given
    TableId table = SqlServerRig.table("moved", "notes");
    Db db = rig.notes("moved");
    db.insert("notes", 1, "one", null, null, null);
    CaptureConfig config = rig.config("moved", table);
    rig.streaming(config).close();

    // When all of it happens while nobody captures
    db.alterAddColumn("notes", "email", "varchar(50)");
    db.update("notes", 1, Map.of("email", "unseen"));
    db.enableCdc("notes", "notes_2");
    db.idleHeartbeat();
    KafkaRig.Running running = rig.streaming(config);
    await()
        .atMost(SqlServerRig.SOON)
        .until(() -> SqlServerRig.of(rig.changes(config, table), 1).size() >= 3);
    running.close();

    // Then
    List<JsonNode> changed = SqlServerRig.of(rig.changes(config, table), 1);
    assertThat(changed.get(changed.size() - 1).at("/after/email").asText()).isEqualTo("unseen");
  }

  @Test
  void shouldWaitForAnAgentThatIsDown() {
    // Given
    TableId table = SqlServerRig.table("agent", "notes");
    Db db = rig.notes("agent");
    CaptureConfig config = rig.config("agent", table);
    KafkaRig.Running running = rig.streaming(config);

    // When
    rig.server.agentRunning(false);
    db.capture(CaptureMode.PAUSED);
    db.insert("notes", 1, "late", null, null, null);
    rig.server.agentRunning(true);
    db.capture(CaptureMode.AT_ONCE);
    db.runCapture();

    // Then
    assertThat(SqlServerRig.ops(rig.awaitChanges(config, table, 1))).containsExactly("c");
    running.close();
  }

  @Test
  void shouldSayWhatIsNotWellWhileItCanBeMended() {
    // Given a column that no instance captures, and an Agent that does not run
    TableId table = SqlServerRig.table("unwell", "notes");
    Db db = rig.notes("unwell");
    db.insert("notes", 1, "one", null, null, null);
    db.alterAddColumn("notes", "email", "varchar(50)");
    rig.server.agentRunning(false);
    CaptureConfig config = rig.config("unwell", table);

    // When
    try (Lines lines = Lines.of(CaptureHealth.class)) {
      KafkaRig.Running running = rig.streaming(config);
      await()
          .atMost(SqlServerRig.SOON)
          .untilAsserted(
              () ->
                  assertThat(lines.all())
                      .anySatisfy(line -> assertThat(line).startsWith("TD-SQS-AGENT: unwell: "))
                      .anySatisfy(
                          line ->
                              assertThat(line)
                                  .startsWith("TD-SQS-COLUMN-UNCAPTURED: unwell.dbo.notes [email]")
                                  .contains("@capture_instance = N'dbo_notes_2'"))
                      .anySatisfy(
                          line -> assertThat(line).contains("unwell: capture may stay down 7")));
      running.close();
    } finally {
      rig.server.agentRunning(true);
    }
  }
}
