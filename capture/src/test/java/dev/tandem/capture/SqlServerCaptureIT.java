/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.SourceAccess;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.simulated.Db;
import dev.tandem.simulated.store.AfterImage;
import dev.tandem.simulated.store.CaptureMode;
import dev.tandem.wire.Headers;
import dev.tandem.wire.SchemaId;
import dev.tandem.wire.SchemaStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Capture of SQL Server, with the real connector and driver, against the double. */
class SqlServerCaptureIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir static Path folder;
  private static SqlServerRig rig;

  @BeforeAll
  static void startServers() {
    rig = new SqlServerRig(folder);
  }

  @AfterAll
  static void stopServers() {
    rig.close();
  }

  @AfterEach
  void shouldHaveAskedNothingUnknown() {
    assertThat(rig.server.unhandled()).isEmpty();
  }

  private static Db notes(String database) {
    Db db = rig.database(database);
    db.table("notes")
        .column("id", "int")
        .column("title", "nvarchar(50)")
        .column("body", "nvarchar(max)")
        .column("scan", "varbinary(max)")
        .column("old", "ntext")
        .pk("id")
        .create();
    db.enableCdc("notes");
    return db;
  }

  private static List<JsonNode> changes(CaptureConfig config, TableId table) {
    return rig.raw(config, table).stream().map(KafkaRig::json).toList();
  }

  private static List<JsonNode> awaitChanges(CaptureConfig config, TableId table, int count) {
    await().atMost(SOON).until(() -> rig.raw(config, table).size() >= count);
    return changes(config, table);
  }

  /** The changes of one row: those of several lie in several partitions. */
  private static List<JsonNode> of(List<JsonNode> changes, int id) {
    return changes.stream()
        .filter(
            change -> change.at("/after/id").asInt() == id || change.at("/before/id").asInt() == id)
        .toList();
  }

  private static List<String> ops(List<JsonNode> changes) {
    return changes.stream().map(change -> change.path("op").asText()).toList();
  }

  @Test
  void shouldPublishSnapshotAndChangesWithTheirSchema() {
    // Given
    TableId table = SqlServerRig.table("shop", "orders");
    Db db = rig.database("shop");
    db.table("orders")
        .column("id", "uniqueidentifier")
        .column("total", "money")
        .column("at", "datetime2(7)")
        .column("seen", "datetimeoffset(7)")
        .column("note", "nvarchar(20)")
        .defaultValue("(N'none')")
        .pk("id")
        .create();
    db.enableCdc("orders");
    db.insert(
        "orders",
        "6CCD780C-BABA-1026-9564-5B8C656024DB",
        "922337203685477.5807",
        "9999-12-31 23:59:59.9999999",
        "1969-07-20 20:17:40.5 +00:00",
        null);
    CaptureConfig config = rig.config("shop", table);

    // When
    KafkaRig.Running running = rig.streaming(config);
    db.update("orders", "6CCD780C-BABA-1026-9564-5B8C656024DB", Map.of("total", "1.5"));
    db.delete("orders", "6CCD780C-BABA-1026-9564-5B8C656024DB");
    List<JsonNode> changes = awaitChanges(config, table, 3);
    running.close();

    // Then
    assertThat(ops(changes)).containsExactly("r", "u", "d");
    JsonNode read = changes.get(0).path("after");
    assertThat(read.path("total").asText()).isEqualTo("922337203685477.5807");
    assertThat(read.path("at").asText()).isEqualTo("9999-12-31T23:59:59.9999999Z");
    assertThat(read.path("seen").asText()).isEqualTo("1969-07-20T20:17:40.5Z");
    assertThat(read.path("note").isNull()).isTrue();
    ConsumerRecord<String, String> first = rig.raw(config, table).get(0);
    try (SchemaStore schemas = new SchemaStore(rig.connection, config.topics());
        SourceAccess source = config.source().reader()) {
      SourceTable captured =
          schemas.table(SchemaId.ofHeader(first.headers().lastHeader(Headers.SCHEMA).value()));
      assertThat(captured).isEqualTo(source.table(table));
    }
  }

  @Test
  void shouldNotTakeWhatAnUpdateDidNotTouchForNull() {
    // Given
    TableId table = SqlServerRig.table("large", "notes");
    Db db = notes("large");
    rig.server.longColumnAfterImage(AfterImage.NULL);
    db.insert("notes", 1, "one", "long", new byte[] {1, 2}, "older");
    db.insert("notes", 2, "two", "long", new byte[] {3}, "older");
    db.insert("notes", 3, "three", null, null, null);
    CaptureConfig config = rig.config("large", table);

    // When
    KafkaRig.Running running = rig.streaming(config);
    db.update("notes", 1, Map.of("title", "uno"));
    db.update("notes", 2, Collections.singletonMap("body", null));
    db.update("notes", 3, Map.of("title", "tres"));
    List<JsonNode> changes = awaitChanges(config, table, 6);
    running.close();

    // Then
    JsonNode untouched = of(changes, 1).get(1);
    assertThat(untouched.at("/after/title").asText()).isEqualTo("uno");
    for (String image : List.of("after", "before")) {
      assertThat(untouched.path(image).path("body").asText()).isEqualTo("long");
      assertThat(untouched.path(image).path("scan").asText()).isEqualTo("AQI=");
      assertThat(untouched.path(image).path("old").asText()).isEqualTo("older");
    }
    JsonNode erased = of(changes, 2).get(1);
    assertThat(erased.at("/after/body").isNull()).as("really NULL").isTrue();
    assertThat(erased.at("/after/scan").asText()).isEqualTo("Aw==");
    JsonNode empty = of(changes, 3).get(1);
    assertThat(empty.at("/after/body").isNull()).as("NULL all the time").isTrue();
  }

  @Test
  void shouldTellAnUpdateOfARowThatIsGoneAsADeletionOfWhatItWas() {
    // Given
    TableId table = SqlServerRig.table("gone", "notes");
    Db db = notes("gone");
    rig.server.longColumnAfterImage(AfterImage.NULL);
    db.insert("notes", 1, "one", "long", null, null);
    CaptureConfig config = rig.config("gone", table);
    KafkaRig.Running running = rig.streaming(config);

    // When the update is captured after the row has gone
    db.capture(CaptureMode.PAUSED);
    db.update("notes", 1, Map.of("title", "uno"));
    db.delete("notes", 1);
    db.runCapture();
    List<JsonNode> changes = awaitChanges(config, table, 3);
    running.close();

    // Then
    assertThat(ops(changes)).containsExactly("r", "d", "d");
    assertThat(changes.get(1).at("/before/title").asText()).isEqualTo("one");
    assertThat(changes.get(2).at("/before/title").asText()).isEqualTo("uno");
  }

  @Test
  void shouldGoOnWhereItStopped() {
    // Given
    TableId table = SqlServerRig.table("again", "notes");
    Db db = notes("again");
    db.insert("notes", 1, "one", null, null, null);
    CaptureConfig config = rig.config("again", table);
    rig.streaming(config).close();

    // When
    db.insert("notes", 2, "two", null, null, null);
    KafkaRig.Running second = rig.streaming(config);
    awaitChanges(config, table, 2);
    second.close();
    db.delete("notes", 2);
    KafkaRig.Running third = rig.streaming(config);
    List<JsonNode> changes = awaitChanges(config, table, 3);
    third.close();

    // Then
    assertThat(ops(of(changes, 1))).containsExactly("r");
    assertThat(ops(of(changes, 2))).containsExactly("c", "d");
  }

  @Test
  void shouldGoOnAfterItsConnectionsWereKilled() {
    TableId table = SqlServerRig.table("killed", "notes");
    Db db = notes("killed");
    CaptureConfig config = rig.config("killed", table);
    KafkaRig.Running running = rig.streaming(config);
    db.insert("notes", 1, "one", null, null, null);
    awaitChanges(config, table, 1);

    rig.server.killConnections();
    db.insert("notes", 2, "two", null, null, null);

    assertThat(ops(awaitChanges(config, table, 2))).containsExactly("c", "c");
    running.close();
  }

  @Test
  void shouldTellATableOfOneDatabaseFromThatOfAnother() {
    // Given
    TableId one = SqlServerRig.table("north", "notes");
    TableId other = SqlServerRig.table("south", "notes");
    Db north = notes("north");
    Db south = notes("south");
    CaptureConfig config = rig.config("both", one, other);
    KafkaRig.Running running = rig.streaming(config);

    // When
    north.insert("notes", 1, "north", null, null, null);
    south.insert("notes", 1, "south", null, null, null);
    List<JsonNode> ofOne = awaitChanges(config, one, 1);
    List<JsonNode> ofOther = awaitChanges(config, other, 1);

    // Then
    assertThat(ofOne.get(0).at("/after/title").asText()).isEqualTo("north");
    assertThat(ofOther.get(0).at("/after/title").asText()).isEqualTo("south");
    try (CapturedPosition captured = new CapturedPosition(rig.connection, config.topics())) {
      await()
          .atMost(SOON)
          .until(() -> captured.now().filter(now -> now.text().lines().count() == 2).isPresent());
    }
    running.close();
  }

  @Test
  void shouldGoOnAfterItWasIdleBeyondTheRetention() {
    // Given
    TableId table = SqlServerRig.table("idle", "notes");
    Db db = notes("idle");
    db.insert("notes", 1, "one", null, null, null);
    CaptureConfig config = rig.config("idle", table);
    KafkaRig.Running running = rig.streaming(config);
    db.insert("notes", 2, "two", null, null, null);
    awaitChanges(config, table, 2);

    // When the log goes on without changes, and what was before is cleaned up
    db.idleHeartbeat();
    var end = Objects.requireNonNull(db.maxLsn()).toString();
    try (CapturedPosition captured = new CapturedPosition(rig.connection, config.topics())) {
      await()
          .atMost(SOON)
          .until(() -> captured.now().filter(now -> now.text().endsWith(end)).isPresent());
    }
    running.close();
    db.cleanup(Objects.requireNonNull(db.maxLsn()));
    db.insert("notes", 3, "three", null, null, null);

    // Then
    KafkaRig.Running second = rig.streaming(config);
    assertThat(ops(awaitChanges(config, table, 3))).containsExactlyInAnyOrder("r", "c", "c");
    second.close();
  }

  @Test
  void shouldStopWhenTheCleanUpOvertakesIt() {
    // Given
    TableId table = SqlServerRig.table("overtaken", "notes");
    Db db = notes("overtaken");
    db.insert("notes", 1, "one", null, null, null);
    CaptureConfig config = rig.config("overtaken", table);
    rig.streaming(config).close();

    // When
    db.insert("notes", 2, "lost", null, null, null);
    db.insert("notes", 3, "kept", null, null, null);
    db.cleanup(Objects.requireNonNull(db.maxLsn()));
    KafkaRig.Running running = rig.start(config);

    // Then
    await().atMost(SOON).until(running::ended);
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
    Db db = notes("running");
    db.insert("notes", 1, "one", null, null, null);
    CaptureConfig config = rig.config("running", table);
    KafkaRig.Running running = rig.streaming(config);
    db.insert("notes", 2, "two", null, null, null);
    awaitChanges(config, table, 2);

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
    await().atMost(SOON).until(running::ended);
    assertThat(running.failure.get())
        .isInstanceOfSatisfying(
            TandemException.class,
            stopped -> assertThat(stopped.code()).isEqualTo(CaptureCode.LOG_GONE));
  }

  @Test
  void shouldReadRowsAgainThatChangedWhileAColumnWasNotCaptured() {
    // Given
    TableId table = SqlServerRig.table("altered", "notes");
    Db db = notes("altered");
    db.insert("notes", 1, "one", null, null, null);
    db.insert("notes", 2, "two", null, null, null);
    CaptureConfig config = rig.config("altered", table);
    KafkaRig.Running running = rig.streaming(config);

    // When
    db.alterAddColumn("notes", "email", "varchar(50)");
    db.update("notes", 1, Map.of("email", "unseen"));
    awaitChanges(config, table, 3);
    db.enableCdc("notes", "notes_2");
    db.update("notes", 2, Map.of("email", "seen"));
    await()
        .atMost(SOON)
        .until(
            () ->
                of(changes(config, table), 1).size() >= 3
                    && of(changes(config, table), 2).size() >= 2);
    running.close();

    // Then
    List<JsonNode> changed = of(changes(config, table), 1);
    assertThat(ops(changed)).containsExactly("r", "u", "r");
    assertThat(changed.get(1).at("/after/email").isMissingNode()).isTrue();
    assertThat(changed.get(2).at("/after/email").asText()).isEqualTo("unseen");
    assertThat(of(changes(config, table), 2).get(1).at("/after/email").asText()).isEqualTo("seen");
  }

  @Test
  void shouldGoOnWithTheSecondInstanceAfterARestart() {
    // Given
    TableId table = SqlServerRig.table("moved", "notes");
    Db db = notes("moved");
    db.insert("notes", 1, "one", null, null, null);
    CaptureConfig config = rig.config("moved", table);
    rig.streaming(config).close();

    // When all of it happens while nobody captures
    db.alterAddColumn("notes", "email", "varchar(50)");
    db.update("notes", 1, Map.of("email", "unseen"));
    db.enableCdc("notes", "notes_2");
    db.idleHeartbeat();
    KafkaRig.Running running = rig.streaming(config);
    await().atMost(SOON).until(() -> of(changes(config, table), 1).size() >= 3);
    running.close();

    // Then
    List<JsonNode> changed = of(changes(config, table), 1);
    assertThat(changed.get(changed.size() - 1).at("/after/email").asText()).isEqualTo("unseen");
  }

  @Test
  void shouldWaitForAnAgentThatIsDown() {
    // Given
    TableId table = SqlServerRig.table("agent", "notes");
    Db db = notes("agent");
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
    assertThat(ops(awaitChanges(config, table, 1))).containsExactly("c");
    running.close();
  }

  @Test
  void shouldTellAChangedKeyAsADeletionAndACreation() {
    TableId table = SqlServerRig.table("keys", "notes");
    Db db = notes("keys");
    db.insert("notes", 1, "one", "long", null, null);
    CaptureConfig config = rig.config("keys", table);
    KafkaRig.Running running = rig.streaming(config);

    db.update("notes", 1, Map.of("id", 7));

    List<JsonNode> changes = awaitChanges(config, table, 3);
    assertThat(ops(of(changes, 1))).containsExactly("r", "d");
    assertThat(ops(of(changes, 7))).containsExactly("c");
    assertThat(of(changes, 7).get(0).at("/after/body").asText()).isEqualTo("long");
    running.close();
  }

  @Test
  void shouldTellDaysApartThatTheDriverTakesForOne() {
    TableId table = SqlServerRig.table("days", "days");
    Db db = rig.database("days");
    db.table("days")
        .column("id", "int")
        .column("day", "date")
        .column("at", "datetime2(7)")
        .column("seen", "datetimeoffset(7)")
        .pk("id")
        .create();
    db.enableCdc("days");
    String skipped = "1582-10-10";
    db.insert("days", 1, skipped, skipped + " 01:02:03.1234567", skipped + " 01:02:03 +00:00");
    CaptureConfig config = rig.config("days", table);
    KafkaRig.Running running = rig.streaming(config);
    db.insert("days", 2, "1582-10-20", "1582-10-20 01:02:03", "1582-10-20 01:02:03 +00:00");
    db.insert("days", 3, skipped, skipped + " 01:02:03", skipped + " 01:02:03 +00:00");

    List<JsonNode> changes = awaitChanges(config, table, 3);

    for (int id : List.of(1, 3)) {
      JsonNode after = of(changes, id).get(0).path("after");
      assertThat(after.path("day").asText()).isEqualTo(skipped + "Z");
      assertThat(after.path("at").asText()).startsWith(skipped + "T01:02:03");
      assertThat(after.path("seen").asText()).isEqualTo(skipped + "T01:02:03Z");
    }
    assertThat(of(changes, 2).get(0).at("/after/day").asText()).isEqualTo("1582-10-20Z");
    running.close();
  }

  @Test
  void shouldTakeTheConnectorsOwnWordForAMissingValueForText() {
    TableId table = SqlServerRig.table("words", "notes");
    Db db = notes("words");
    String word = "__debezium_unavailable_value";
    db.insert("notes", 1, word, word, null, word);
    CaptureConfig config = rig.config("words", table);
    KafkaRig.Running running = rig.streaming(config);
    db.update("notes", 1, Map.of("title", "other"));

    JsonNode after = awaitChanges(config, table, 2).get(1).path("after");

    assertThat(after.path("body").asText()).isEqualTo(word);
    assertThat(after.path("old").asText()).isEqualTo(word);
    running.close();
  }
}
