/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.simulated.Debezium.Event;
import dev.tandem.simulated.store.Lsn;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The real connector, interrupted. */
class RestartIT {
  @RegisterExtension final FreshDouble fresh = new FreshDouble();

  @TempDir Path folder;

  @BeforeEach
  void createTable() {
    Db db = fresh.db();
    db.table("customers").column("id", "int").column("v", "nvarchar(50)").pk("id").create();
    db.insert("customers", 1, "first");
    db.enableCdc("customers");
  }

  private Debezium start() {
    return start(Map.of());
  }

  private Debezium start(Map<String, String> more) {
    return Debezium.start(fresh.server(), folder, "testDB", more);
  }

  private void runOnce() {
    try (Debezium debezium = start()) {
      debezium.awaitChanges(1);
      fresh.db().insert("customers", 2, "streamed");
      debezium.awaitChanges(2);
    }
  }

  private Lsn maxLsn() {
    return Objects.requireNonNull(fresh.db().maxLsn());
  }

  @Test
  void shouldGoOnWhereItStopped() {
    // Given
    runOnce();

    // When
    fresh.db().insert("customers", 3, "missed");
    fresh.db().delete("customers", 1);

    // Then
    try (Debezium debezium = start()) {
      assertThat(debezium.awaitChanges(2)).extracting(Event::op).containsExactly("c", "d");
      fresh.db().insert("customers", 4, "streamed");
      debezium.awaitChanges(3);
    }
  }

  @Test
  void shouldGoOnWithinATransaction() {
    // Given
    Map<String, String> small = Map.of("max.batch.size", "10", "max.queue.size", "20");
    try (Debezium debezium = start(small)) {
      debezium.awaitChanges(1);
      fresh.db().tx(tx -> IntStream.range(10, 5_000).forEach(i -> tx.insert("customers", i, "v")));
      debezium.awaitThat(all -> all.size() > 20);
    }

    // When
    try (Debezium debezium = start()) {
      debezium.awaitThat(
          all -> !all.isEmpty() && all.get(all.size() - 1).after().path("id").asInt() == 4_999);

      // Then
      List<Integer> ids =
          debezium.changes().stream().map(event -> event.after().path("id").asInt()).toList();
      assertThat(ids).isSorted().doesNotHaveDuplicates().hasSize(5_000 - ids.get(0));
    }
  }

  @Test
  void shouldReconnectWhenItsConnectionsAreKilled() {
    try (Debezium debezium = start(Map.of("errors.max.retries", "-1"))) {
      // Given
      debezium.awaitChanges(1);

      // When
      for (int i = 10; i < 13; i++) {
        fresh.server().killConnections();
        fresh.db().insert("customers", i, "after a kill");
        debezium.awaitChanges(i - 8);
      }

      // Then
      assertThat(debezium.changes())
          .extracting(event -> event.after().path("id").asInt())
          .containsExactly(1, 10, 11, 12);
    }
  }

  @Test
  void shouldTryAgainWhenAPollFails() {
    Map<String, String> patient =
        Map.of("errors.max.retries", "-1", "errors.retry.delay.initial.ms", "10");
    try (Debezium debezium = start(patient)) {
      debezium.awaitChanges(1);
      fresh.server().failNext(Pattern.compile("MAX\\(start_lsn\\)"), 1205);
      fresh.db().insert("customers", 2, "after an error");
      assertThat(debezium.awaitChanges(2)).extracting(Event::op).containsExactly("r", "c");
    }
  }

  @Test
  void shouldRefuseToGoOnBehindACleanup() {
    // Given
    runOnce();

    // When
    fresh.db().insert("customers", 3, "lost");
    fresh.db().insert("customers", 4, "kept");
    fresh.db().cleanup(maxLsn());

    // Then
    try (Debezium debezium = start()) {
      assertThat(debezium.awaitFailure()).contains("no longer available");
    }
  }

  /** Nothing is lost, and yet the connector refuses: its offset is that of the last change. */
  @Test
  void shouldRefuseToGoOnWhenIdleBeyondTheRetention() {
    // Given
    runOnce();

    // When
    fresh.db().idleHeartbeat();
    fresh.db().cleanup(maxLsn());

    // Then
    try (Debezium debezium = start()) {
      assertThat(debezium.awaitFailure()).contains("no longer available");
    }
  }

  @Test
  void shouldGoOnWhenAHeartbeatTableKeptTheOffsetYoung() {
    // Given
    Db db = fresh.db();
    db.table("heartbeat").column("id", "int").column("at", "datetime2(7)").pk("id").create();
    db.enableCdc("heartbeat");
    db.insert("heartbeat", 1, null);
    Map<String, String> beating =
        Map.of(
            "heartbeat.interval.ms", "50",
            "heartbeat.action.query",
                "UPDATE dbo.heartbeat SET at = SYSUTCDATETIME() WHERE id = 1");

    // When
    Lsn old;
    try (Debezium debezium = start(beating)) {
      debezium.awaitThat(all -> beats(all) > 0);
      old = maxLsn();
      debezium.awaitThat(all -> beats(all) > 3);
    }
    fresh.db().cleanup(old.next());

    // Then
    fresh.db().insert("customers", 5, "found");
    try (Debezium debezium = start(Map.of("table.include.list", "dbo.customers"))) {
      debezium.awaitChanges(1);
    }
  }

  @Test
  void shouldMoveToASecondCaptureInstance() {
    // Given
    Db db = fresh.db();
    try (Debezium debezium = start(Map.of("errors.max.retries", "-1"))) {
      debezium.awaitChanges(1);

      // When
      db.alterAddColumn("customers", "email", "varchar(50)");
      db.insert("customers", 2, "old", "unseen");
      debezium.awaitChanges(2);
      db.enableCdc("customers", "customers_2");
      db.insert("customers", 3, "new", "seen");
      debezium.awaitChanges(3);
      db.disableCdc("dbo_customers");
      db.insert("customers", 4, "newer", "seen, too");

      // Then
      List<Event> events = debezium.awaitChanges(4);
      assertThat(events)
          .extracting(event -> event.after().path("email").asText())
          .containsExactly("", "", "seen", "seen, too");
    }
  }

  @Test
  void shouldKnowAnInstanceThatWasMadeWhileItWasAway() {
    // Given
    runOnce();

    // When
    fresh.db().alterAddColumn("customers", "email", "varchar(50)");
    fresh.db().enableCdc("customers", "customers_2");
    fresh.db().insert("customers", 3, "new", "seen");

    // Then
    try (Debezium debezium = start()) {
      assertThat(debezium.awaitChanges(1).get(0).after().path("email").asText()).isEqualTo("seen");
    }
  }

  @Test
  void shouldEndWithoutHangingWhenTheServerGoes() {
    try (Debezium debezium = start(Map.of("errors.max.retries", "0"))) {
      debezium.awaitChanges(1);
      await().until(debezium::streaming);
      fresh.server().close();
      assertThat(debezium.awaitFailure()).isNotEmpty();
    }
  }

  private static long beats(List<Event> events) {
    return events.stream().filter(event -> event.op().equals("u")).count();
  }
}
