/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.model.source.SourceAccess;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.simulated.Db;
import dev.tandem.simulated.store.AfterImage;
import dev.tandem.simulated.store.CaptureMode;
import dev.tandem.sqlserver.SqlServerConnection;
import dev.tandem.wire.Headers;
import dev.tandem.wire.SchemaId;
import dev.tandem.wire.SchemaStore;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Capture of SQL Server, with the real connector and driver, against the double. */
class SqlServerCaptureIT extends SqlServerSetUp {

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
    List<JsonNode> changes = rig.awaitChanges(config, table, 3);
    running.close();

    // Then
    assertThat(SqlServerRig.ops(changes)).containsExactly("r", "u", "d");
    assertThat(rig.server.statements())
        .as("writers are not held up")
        .noneMatch(sql -> sql.contains("TABLOCK"));
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
    Db db = rig.notes("large");
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
    List<JsonNode> changes = rig.awaitChanges(config, table, 6);
    running.close();

    // Then
    JsonNode untouched = SqlServerRig.of(changes, 1).get(1);
    assertThat(untouched.at("/after/title").asText()).isEqualTo("uno");
    for (String image : List.of("after", "before")) {
      assertThat(untouched.path(image).path("body").asText()).isEqualTo("long");
      assertThat(untouched.path(image).path("scan").asText()).isEqualTo("AQI=");
      assertThat(untouched.path(image).path("old").asText()).isEqualTo("older");
    }
    JsonNode erased = SqlServerRig.of(changes, 2).get(1);
    assertThat(erased.at("/after/body").isNull()).as("really NULL").isTrue();
    assertThat(erased.at("/after/scan").asText()).isEqualTo("Aw==");
    JsonNode empty = SqlServerRig.of(changes, 3).get(1);
    assertThat(empty.at("/after/body").isNull()).as("NULL all the time").isTrue();
  }

  @Test
  void shouldTellAnUpdateOfARowThatIsGoneAsADeletionOfWhatItWas() {
    // Given
    TableId table = SqlServerRig.table("gone", "notes");
    Db db = rig.notes("gone");
    rig.server.longColumnAfterImage(AfterImage.NULL);
    db.insert("notes", 1, "one", "long", null, null);
    CaptureConfig config = rig.config("gone", table);
    KafkaRig.Running running = rig.streaming(config);

    // When the update is captured after the row has gone
    db.capture(CaptureMode.PAUSED);
    db.update("notes", 1, Map.of("title", "uno"));
    db.delete("notes", 1);
    db.runCapture();
    List<JsonNode> changes = rig.awaitChanges(config, table, 3);
    running.close();

    // Then
    assertThat(SqlServerRig.ops(changes)).containsExactly("r", "d", "d");
    assertThat(changes.get(1).at("/before/title").asText()).isEqualTo("one");
    assertThat(changes.get(2).at("/before/title").asText()).isEqualTo("uno");
  }

  @Test
  void shouldGoOnWhereItStopped() {
    // Given
    TableId table = SqlServerRig.table("again", "notes");
    Db db = rig.notes("again");
    db.insert("notes", 1, "one", null, null, null);
    CaptureConfig config = rig.config("again", table);
    rig.streaming(config).close();

    // When
    db.insert("notes", 2, "two", null, null, null);
    KafkaRig.Running second = rig.streaming(config);
    rig.awaitChanges(config, table, 2);
    second.close();
    db.delete("notes", 2);
    KafkaRig.Running third = rig.streaming(config);
    List<JsonNode> changes = rig.awaitChanges(config, table, 3);
    third.close();

    // Then
    assertThat(SqlServerRig.ops(SqlServerRig.of(changes, 1))).containsExactly("r");
    assertThat(SqlServerRig.ops(SqlServerRig.of(changes, 2))).containsExactly("c", "d");
  }

  @Test
  void shouldLookOnceMoreWhatBecameOfRowsWhenItWasCutOffInThat() {
    // Given a snapshot that was cut off and taken anew
    TableId table = SqlServerRig.table("sweep", "notes");
    Db db = rig.notes("sweep");
    for (int id = 1; id <= 3; id++) {
      db.insert("notes", id, "first", null, null, null);
    }
    CaptureConfig config = rig.config("sweep", table);
    rig.streaming(config).close();
    Map<String, Long> ends = ends(config, table);
    rig.forgetOffsets(config);
    db.update("notes", 1, Map.of("title", "second"));
    rig.streaming(config).close();

    // When capture was cut off right behind it, and a row has gone since
    rig.beBehindSnapshot(config, ends);
    db.delete("notes", 2);
    KafkaRig.Running running = rig.streaming(config);
    db.insert("notes", 4, "new", null, null, null);

    // Then
    await()
        .atMost(SqlServerRig.SOON)
        .until(() -> !SqlServerRig.of(rig.changes(config, table), 4).isEmpty());
    running.close();
    List<JsonNode> changes = rig.changes(config, table);
    assertThat(SqlServerRig.ops(SqlServerRig.of(changes, 1)))
        .as("changed, and still there")
        .startsWith("r", "r")
        .endsWith("u");
    assertThat(SqlServerRig.ops(SqlServerRig.of(changes, 2))).startsWith("r", "r").endsWith("d");
    assertThat(SqlServerRig.ops(SqlServerRig.of(changes, 3))).containsExactly("r", "r");
  }

  private static Map<String, Long> ends(CaptureConfig config, TableId table) {
    Map<String, Long> ends = new HashMap<>();
    try (RawImages images = new RawImages(config)) {
      images
          .ends(config.topics().raw(table))
          .forEach((partition, end) -> ends.put(partition.toString(), end));
    }
    return ends;
  }

  @Test
  void shouldGoOnAfterItsConnectionsWereKilled() {
    TableId table = SqlServerRig.table("killed", "notes");
    Db db = rig.notes("killed");
    CaptureConfig config = rig.config("killed", table);
    KafkaRig.Running running = rig.streaming(config);
    db.insert("notes", 1, "one", null, null, null);
    rig.awaitChanges(config, table, 1);

    rig.server.killConnections();
    db.insert("notes", 2, "two", null, null, null);

    assertThat(SqlServerRig.ops(rig.awaitChanges(config, table, 2))).containsExactly("c", "c");
    running.close();
  }

  @Test
  void shouldTellATableOfOneDatabaseFromThatOfAnother() {
    // Given
    TableId one = SqlServerRig.table("north", "notes");
    TableId other = SqlServerRig.table("south", "notes");
    Db north = rig.notes("north");
    Db south = rig.notes("south");
    CaptureConfig config = rig.config("both", one, other);
    KafkaRig.Running running = rig.streaming(config);

    // When
    north.insert("notes", 1, "north", null, null, null);
    south.insert("notes", 1, "south", null, null, null);
    List<JsonNode> ofOne = rig.awaitChanges(config, one, 1);
    List<JsonNode> ofOther = rig.awaitChanges(config, other, 1);

    // Then
    assertThat(ofOne.get(0).at("/after/title").asText()).isEqualTo("north");
    assertThat(ofOther.get(0).at("/after/title").asText()).isEqualTo("south");
    try (CapturedPosition captured = new CapturedPosition(rig.connection, config.topics())) {
      await()
          .atMost(SqlServerRig.SOON)
          .until(() -> captured.now().filter(now -> now.text().lines().count() == 2).isPresent());
    }
    running.close();
  }

  @Test
  void shouldTellAChangedKeyAsADeletionAndACreation() {
    TableId table = SqlServerRig.table("keys", "notes");
    Db db = rig.notes("keys");
    db.insert("notes", 1, "one", "long", null, null);
    CaptureConfig config = rig.config("keys", table);
    KafkaRig.Running running = rig.streaming(config);

    db.update("notes", 1, Map.of("id", 7));

    List<JsonNode> changes = rig.awaitChanges(config, table, 3);
    assertThat(SqlServerRig.ops(SqlServerRig.of(changes, 1))).containsExactly("r", "d");
    assertThat(SqlServerRig.ops(SqlServerRig.of(changes, 7))).containsExactly("c");
    assertThat(SqlServerRig.of(changes, 7).get(0).at("/after/body").asText()).isEqualTo("long");
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

    List<JsonNode> changes = rig.awaitChanges(config, table, 3);

    for (int id : List.of(1, 3)) {
      JsonNode after = SqlServerRig.of(changes, id).get(0).path("after");
      assertThat(after.path("day").asText()).isEqualTo(skipped + "Z");
      assertThat(after.path("at").asText()).startsWith(skipped + "T01:02:03");
      assertThat(after.path("seen").asText()).isEqualTo(skipped + "T01:02:03Z");
    }
    assertThat(SqlServerRig.of(changes, 2).get(0).at("/after/day").asText())
        .isEqualTo("1582-10-20Z");
    running.close();
  }

  @Test
  void shouldTakeTheConnectorsOwnWordForAMissingValueForText() {
    TableId table = SqlServerRig.table("words", "notes");
    Db db = rig.notes("words");
    String word = "__debezium_unavailable_value";
    db.insert("notes", 1, word, word, null, word);
    CaptureConfig config = rig.config("words", table);
    KafkaRig.Running running = rig.streaming(config);
    db.update("notes", 1, Map.of("title", "other"));

    JsonNode after = rig.awaitChanges(config, table, 2).get(1).path("after");

    assertThat(after.path("body").asText()).isEqualTo(word);
    assertThat(after.path("old").asText()).isEqualTo(word);
    running.close();
  }

  @Test
  void shouldReadASecondaryReplica() {
    TableId table = SqlServerRig.table("replica", "notes");
    Db db = rig.notes("replica");
    db.insert("notes", 1, "one", null, null, null);
    SqlServerConnection primary = rig.connection();
    SqlServerConnection secondary =
        new SqlServerConnection(
            primary.host(), primary.port(), primary.login(), primary.tls(), true);
    CaptureConfig config =
        rig.config(SourceEngine.sqlServer(secondary, List.of("replica")), "replica", table);
    rig.server.secondaryReplica(true);
    try {
      KafkaRig.Running running = rig.streaming(config);
      db.insert("notes", 2, "two", null, null, null);

      assertThat(SqlServerRig.ops(rig.awaitChanges(config, table, 2)))
          .containsExactlyInAnyOrder("r", "c");
      running.close();
    } finally {
      rig.server.secondaryReplica(false);
    }
  }
}
