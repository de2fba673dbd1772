/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.simulated.Debezium.Event;
import dev.tandem.simulated.store.AfterImage;
import dev.tandem.simulated.store.CaptureMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the real connector makes of changes. */
class StreamingIT {
  @RegisterExtension final FreshDouble fresh = new FreshDouble();

  @TempDir Path folder;

  @BeforeEach
  void createTables() {
    Db db = fresh.db();
    for (String table : List.of("customers", "orders")) {
      db.table(table).column("id", "int").column("v", "nvarchar(50)").pk("id").create();
      db.enableCdc(table);
    }
    db.insert("customers", 1, "first");
  }

  private Debezium start(Map<String, String> more) {
    return Debezium.start(fresh.server(), folder, "testDB", more);
  }

  private static List<String> told(List<Event> events) {
    List<String> told = new ArrayList<>();
    for (Event event : events) {
      String row = event.op().equals("d") ? event.before().toString() : event.after().toString();
      told.add(event.op() + row);
    }
    return told;
  }

  @ParameterizedTest
  @ValueSource(strings = {"direct", "function"})
  void shouldTellOfEveryChange(String queryMode) {
    try (Debezium debezium = start(Map.of("data.query.mode", queryMode))) {
      // Given
      debezium.awaitChanges(1);

      // When
      fresh.db().insert("customers", 2, "Max");
      fresh.db().update("customers", 2, Map.of("v", "Moritz"));
      fresh.db().delete("customers", 2);

      // Then
      List<Event> events = debezium.awaitChanges(4);
      assertThat(told(events))
          .containsExactly(
              "r{\"id\":1,\"v\":\"first\"}",
              "c{\"id\":2,\"v\":\"Max\"}",
              "u{\"id\":2,\"v\":\"Moritz\"}",
              "d{\"id\":2,\"v\":\"Moritz\"}");
      assertThat(events.get(2).before().path("v").asText()).isEqualTo("Max");
      assertThat(events.get(2).source().path("event_serial_no").asInt()).isEqualTo(2);
      assertThat(events)
          .extracting(event -> event.source().path("commit_lsn").asText())
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"direct", "function"})
  void shouldTellOfATransactionOverTablesInOrder(String queryMode) {
    Map<String, String> settings =
        Map.of("streaming.fetch.size", "2", "data.query.mode", queryMode);
    try (Debezium debezium = start(settings)) {
      // Given
      debezium.awaitChanges(1);

      // When
      fresh
          .db()
          .tx(
              tx ->
                  IntStream.range(10, 20)
                      .forEach(
                          i -> {
                            tx.insert("customers", i, "c");
                            tx.insert("orders", i, "o");
                            tx.update("customers", i, Map.of("v", "changed"));
                          }));

      // Then
      List<Event> events = debezium.awaitChanges(31).subList(1, 31);
      List<String> expected = new ArrayList<>();
      for (int i = 10; i < 20; i++) {
        expected.add("c{\"id\":" + i + ",\"v\":\"c\"}");
        expected.add("c{\"id\":" + i + ",\"v\":\"o\"}");
        expected.add("u{\"id\":" + i + ",\"v\":\"changed\"}");
      }
      assertThat(told(events)).isEqualTo(expected);
      assertThat(events)
          .extracting(event -> event.source().path("commit_lsn").asText())
          .containsOnly(events.get(0).source().path("commit_lsn").asText());
      assertThat(events).extracting(event -> event.source().path("change_lsn").asText()).isSorted();
    }
  }

  @Test
  void shouldTellOfANewKeyAsDeleteAndCreate() {
    try (Debezium debezium = start(Map.of())) {
      // Given
      debezium.awaitChanges(1);

      // When
      fresh.db().update("customers", 1, Map.of("id", 7));

      // Then
      debezium.awaitChanges(3);
      List<Event> events =
          debezium.events().stream().filter(it -> it.topic().endsWith(".customers")).toList();
      assertThat(events).extracting(Event::op).containsExactly("r", "d", "tombstone", "c");
      assertThat(events.get(1).source().path("change_lsn"))
          .isEqualTo(events.get(3).source().path("change_lsn"));
      assertThat(events.get(1).source().path("event_serial_no").asInt()).isEqualTo(1);
      assertThat(events.get(3).source().path("event_serial_no").asInt()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(AfterImage.class)
  void shouldLeaveOutLongValuesThatWereNotTouched(AfterImage image) {
    // Given
    fresh.server().longColumnAfterImage(image);
    Db db = fresh.db();
    db.table("notes")
        .column("id", "int")
        .column("title", "varchar(20)")
        .column("body", "nvarchar(max)")
        .pk("id")
        .create();
    db.enableCdc("notes");
    try (Debezium debezium = start(Map.of())) {
      debezium.awaitChanges(1);

      // When
      db.insert("notes", 1, "old", "long");
      db.update("notes", 1, Map.of("title", "new"));
      db.update("notes", 1, Map.of("body", "longer"));

      // Then
      List<Event> events = debezium.awaitChanges(4);
      Event untouched = events.get(2);
      assertThat(untouched.before().path("body").isNull()).isTrue();
      assertThat(untouched.after().path("body").asText())
          .isEqualTo(image == AfterImage.VALUE ? "long" : "null");
      assertThat(events.get(3).before().path("body").asText()).isEqualTo("long");
      assertThat(events.get(3).after().path("body").asText()).isEqualTo("longer");
    }
  }

  @Test
  void shouldNotTellOfSkippedOperations() {
    try (Debezium debezium = start(Map.of("skipped.operations", "u,t"))) {
      debezium.awaitChanges(1);
      fresh.db().update("customers", 1, Map.of("v", "changed"));
      fresh.db().delete("customers", 1);
      assertThat(debezium.awaitChanges(2)).extracting(Event::op).containsExactly("r", "d");
    }
  }

  @Test
  void shouldTellNothingWhileTheAgentIsDown() {
    try (Debezium debezium = start(Map.of())) {
      // Given
      debezium.awaitChanges(1);
      fresh.server().agentRunning(false);

      // When
      fresh.db().insert("customers", 2, "late");
      long asked = polls();
      await().until(() -> polls() > asked + 3);

      // Then
      assertThat(debezium.changes()).hasSize(1);
      fresh.server().agentRunning(true);
      assertThat(debezium.awaitChanges(2).get(1).after().path("v").asText()).isEqualTo("late");
    }
  }

  @Test
  void shouldAskForTheAgentWhenThereIsNoLsn() {
    // Given
    fresh.server().agentRunning(false);
    Db empty = fresh.server().database("emptyDB");
    empty.table("t").column("id", "int").pk("id").create();
    empty.enableCdc("t");

    // When
    try (Debezium debezium =
        Debezium.start(fresh.server(), folder, "emptyDB", Map.of("snapshot.mode", "no_data"))) {
      String question = "dm_server_services";
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> fresh.server().statements().stream().anyMatch(it -> it.contains(question)));

      // Then
      fresh.server().agentRunning(true);
      empty.insert("t", 1);
      assertThat(debezium.awaitChanges(1)).extracting(Event::op).containsExactly("c");
    }
  }

  private long polls() {
    return fresh.server().statements().stream()
        .filter(it -> it.contains("lsn_time_mapping"))
        .count();
  }

  @Test
  void shouldTellLaterWhenTheCaptureJobIsSlow() {
    try (Debezium debezium = start(Map.of())) {
      // Given
      debezium.awaitChanges(1);
      fresh.db().capture(CaptureMode.PAUSED);

      // When
      fresh.db().insert("customers", 2, "late");
      fresh.db().insert("customers", 3, "later");

      // Then
      assertThat(fresh.db().changes("dbo_customers")).isEqualTo(1);
      fresh.db().runCapture();
      assertThat(debezium.awaitChanges(3)).extracting(Event::op).containsExactly("r", "c", "c");
      fresh.db().capture(CaptureMode.after(Duration.ofMillis(300)));
      fresh.db().insert("customers", 4, "at last");
      debezium.awaitChanges(4);
    }
  }

  @Test
  void shouldTellOfTransactions() {
    Map<String, String> settings = Map.of("provide.transaction.metadata", "true");
    try (Debezium debezium = start(settings)) {
      debezium.awaitChanges(1);
      fresh
          .db()
          .tx(
              tx -> {
                tx.insert("customers", 2, "two");
                tx.insert("orders", 2, "two");
              });
      debezium.awaitThat(all -> statuses(all).contains("END"));
      assertThat(statuses(debezium.events())).containsExactly("BEGIN", "END");
    }
  }

  private static List<String> statuses(List<Event> events) {
    List<String> statuses = new ArrayList<>();
    for (Event event : events) {
      if (event.topic().equals("p.transaction") && event.value() != null) {
        statuses.add(event.value().path("status").asText());
      }
    }
    return statuses;
  }
}
