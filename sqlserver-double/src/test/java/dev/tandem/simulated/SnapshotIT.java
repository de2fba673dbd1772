/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.simulated.Debezium.Event;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real connector's ways to read what is there already. */
class SnapshotIT {
  @RegisterExtension final FreshDouble fresh = new FreshDouble();

  @TempDir Path folder;

  private Debezium start(Map<String, String> more) {
    return Debezium.start(fresh.server(), folder, "testDB", more);
  }

  private void createCustomers(int rows) {
    Db db = fresh.db();
    db.table("customers").column("id", "int").column("v", "nvarchar(50)").pk("id").create();
    db.tx(tx -> IntStream.range(0, rows).forEach(i -> tx.insert("customers", i, "v" + i)));
    db.enableCdc("customers");
  }

  private static List<Integer> ids(List<Event> events) {
    return events.stream().map(event -> event.after().path("id").asInt()).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"exclusive", "repeatable_read", "read_uncommitted", "snapshot"})
  void shouldReadInEveryIsolation(String isolation) {
    createCustomers(3);
    try (Debezium debezium = start(Map.of("snapshot.isolation.mode", isolation))) {
      assertThat(ids(debezium.awaitChanges(3))).containsExactly(0, 1, 2);
      fresh.db().insert("customers", 3, "streamed");
      assertThat(debezium.awaitChanges(4).get(3).op()).isEqualTo("c");
    }
  }

  @Test
  void shouldReadInSeveralThreads() {
    createCustomers(1_000);
    Map<String, String> parallel = Map.of("snapshot.max.threads", "3");
    try (Debezium debezium = start(parallel)) {
      List<Integer> ids = ids(debezium.awaitChanges(1_000));
      assertThat(new TreeSet<>(ids)).hasSize(1_000);
    }
  }

  @Test
  void shouldReadAHeapAndACompositeKey() {
    Db db = fresh.db();
    db.table("heap").column("v", "int").create();
    db.table("sales.pairs").column("a", "int").column("b", "varchar(9)").pk("b", "a").create();
    db.insert("heap", 1);
    db.insert("heap", 1);
    db.insert("sales.pairs", 2, "x");
    db.enableCdc("heap");
    db.enableCdc("sales.pairs");
    try (Debezium debezium = start(Map.of())) {
      List<Event> events = debezium.awaitChanges(3);
      assertThat(events).filteredOn(event -> event.topic().endsWith(".heap")).hasSize(2);
      assertThat(events)
          .filteredOn(event -> event.topic().equals("p.testDB.sales.pairs"))
          .extracting(event -> String.valueOf(event.key()))
          .containsExactly("{\"b\":\"x\",\"a\":2}");
    }
  }

  @Test
  void shouldReadTwoDatabases() {
    createCustomers(1);
    Db other = fresh.server().database("otherDB");
    other.table("customers").column("id", "int").column("w", "bit").pk("id").create();
    other.insert("customers", 7, true);
    other.enableCdc("customers");
    try (Debezium debezium = Debezium.start(fresh.server(), folder, "TESTDB,otherDB", Map.of())) {
      debezium.awaitChanges(2);
      other.insert("customers", 8, false);
      fresh.db().insert("customers", 9, "v");
      assertThat(debezium.awaitChanges(4))
          .extracting(event -> event.topic() + event.after())
          .containsExactlyInAnyOrder(
              "p.testDB.dbo.customers{\"id\":0,\"v\":\"v0\"}",
              "p.otherDB.dbo.customers{\"id\":7,\"w\":true}",
              "p.otherDB.dbo.customers{\"id\":8,\"w\":false}",
              "p.testDB.dbo.customers{\"id\":9,\"v\":\"v\"}");
    }
  }

  @Test
  void shouldReadAgainWhenASignalAsksForIt() {
    // Given
    createCustomers(25);
    Db db = fresh.db();
    db.table("signals")
        .column("id", "varchar(64)")
        .column("type", "varchar(32)")
        .column("data", "varchar(2048)")
        .pk("id")
        .create();
    db.enableCdc("signals");
    Map<String, String> settings =
        Map.of(
            "signal.data.collection", "testDB.dbo.signals",
            "incremental.snapshot.chunk.size", "10");
    try (Debezium debezium = start(settings)) {
      debezium.awaitChanges(25);

      // When
      db.insert(
          "signals",
          "once",
          "execute-snapshot",
          "{\"data-collections\": [\"testDB.dbo.customers\"], \"type\": \"incremental\"}");

      // Then
      debezium.awaitThat(all -> rereads(all).size() >= 25);
      assertThat(new TreeSet<>(ids(rereads(debezium.events())))).hasSize(25);
    }
  }

  private static List<Event> rereads(List<Event> events) {
    return events.stream()
        .filter(event -> event.source().path("snapshot").asText().equals("incremental"))
        .filter(event -> event.topic().endsWith(".customers"))
        .toList();
  }

  @Test
  void shouldReadFromASecondaryReplica() {
    createCustomers(2);
    fresh.server().secondaryReplica(true);
    try (Debezium debezium = start(Map.of("driver.applicationIntent", "ReadOnly"))) {
      debezium.awaitChanges(2);
      fresh.db().insert("customers", 5, "replicated");
      debezium.awaitChanges(3);
    }
  }

  /** One value of each type, as SQL writes it and as the connector tells it. */
  private static Map<String, List<String>> everyType() {
    Map<String, List<String>> types = new LinkedHashMap<>();
    types.put("bit", List.of("1", "true"));
    types.put("tinyint", List.of("255", "255"));
    types.put("smallint", List.of("-32768", "-32768"));
    types.put("int", List.of("2147483647", "2147483647"));
    types.put("bigint", List.of("9223372036854775807", "9223372036854775807"));
    types.put("real", List.of("1.5", "1.5"));
    types.put("float", List.of("-2.25", "-2.25"));
    types.put("smallmoney", List.of("214748.3647", "\"214748.3647\""));
    types.put("money", List.of("-922337203685477.5808", "\"-922337203685477.5808\""));
    types.put("decimal(10,2)", List.of("12345678.90", "\"12345678.90\""));
    types.put("numeric(38,0)", List.of("1", "\"1\""));
    types.put("date", List.of("9999-12-31", "\"9999-12-31Z\""));
    types.put("time(7)", List.of("23:59:59.9999999", "\"23:59:59.9999999Z\""));
    types.put("smalldatetime", List.of("2024-03-31 02:30", "\"2024-03-31T02:30:00Z\""));
    types.put("datetime", List.of("2024-03-31 02:30:00.997", "\"2024-03-31T02:30:00.997Z\""));
    types.put(
        "datetime2(7)", List.of("9999-12-31 23:59:59.9999999", "\"9999-12-31T23:59:59.9999999Z\""));
    types.put(
        "datetimeoffset(7)",
        List.of("2024-03-31 02:30:00.1234567 +05:30", "\"2024-03-31T02:30:00.1234567+05:30\""));
    types.put(
        "uniqueidentifier",
        List.of(
            "0e984725-c51c-4bf4-9960-e1c80e27aba0", "\"0E984725-C51C-4BF4-9960-E1C80E27ABA0\""));
    types.put("char(4)", List.of("ab", "\"ab  \""));
    types.put("varchar(9)", List.of("Zoë€", "\"Zoë€\""));
    types.put("varchar(max)", List.of("long", "\"long\""));
    types.put("nchar(3)", List.of("日本", "\"日本 \""));
    types.put("nvarchar(9)", List.of("🚲", "\"🚲\""));
    types.put("nvarchar(max)", List.of("ü".repeat(9_000), "\"" + "ü".repeat(9_000) + "\""));
    types.put("xml", List.of("<a/>", "\"<a/>\""));
    return types;
  }

  /** Snapshot and stream must tell the same of the same row. */
  @Test
  void shouldTellOfEveryType() {
    // Given
    Db db = fresh.db();
    TableBuilder table = db.table("types").column("id", "int");
    Map<String, Object> values = new HashMap<>();
    everyType()
        .forEach(
            (type, value) -> {
              table.column("c_" + type, type);
              values.put("c_" + type, value.get(0));
            });
    table.column("bytes", "varbinary(8)").column("many", "varbinary(max)").pk("id").create();
    values.put("bytes", new byte[] {1, 2});
    values.put("many", new byte[] {3});
    values.put("id", 1);
    db.insertNamed("types", values);
    db.insertNamed("types", Map.of("id", 2));
    db.enableCdc("types");

    // When
    try (Debezium debezium = start(Map.of("decimal.handling.mode", "string"))) {
      debezium.awaitChanges(2);
      values.put("id", 3);
      db.insertNamed("types", values);
      db.delete("types", 2);

      // Then
      List<Event> events = debezium.awaitChanges(4);
      JsonNode read = events.get(0).after();
      everyType()
          .forEach(
              (type, value) ->
                  assertThat(read.path("c_" + type).toString()).as(type).isEqualTo(value.get(1)));
      assertThat(read.path("bytes").asText()).isEqualTo("AQI=");
      assertThat(read.path("many").asText()).isEqualTo("Aw==");
      assertThat(events.get(2).after().toString())
          .isEqualTo(read.toString().replaceFirst("\"id\":1", "\"id\":3"));
      assertThat(events.get(3).before()).isEqualTo(events.get(1).after());
      assertThat(events.get(1).after()).filteredOn(JsonNode::isNull).hasSize(27);
    }
  }

  @Test
  void shouldKnowDefaults() {
    Db db = fresh.db();
    db.table("defaults")
        .column("id", "int")
        .identity()
        .column("n", "int")
        .notNull()
        .defaultValue("((7))")
        .column("s", "nvarchar(9)")
        .notNull()
        .defaultValue("(N'its')")
        .column("d", "date")
        .notNull()
        .defaultValue("('2020-01-02')")
        .column("t", "datetime2(7)")
        .notNull()
        .defaultValue("('2020-01-02 03:04:05.1234567')")
        .column("o", "datetimeoffset(0)")
        .notNull()
        .defaultValue("('2020-01-02 03:04:05 +01:00')")
        .column("w", "time(0)")
        .notNull()
        .defaultValue("('03:04:05')")
        .column("m", "money")
        .notNull()
        .defaultValue("((1.5))")
        .pk("id")
        .create();
    db.insertNamed("defaults", Map.of());
    db.enableCdc("defaults");
    try (Debezium debezium = start(Map.of("value.converter.schemas.enable", "true"))) {
      Event event = debezium.awaitChanges(1).get(0);
      JsonNode row = event.after();
      assertThat(row.path("s").asText()).isEqualTo("its");
      assertThat(row.path("n").asInt()).isEqualTo(7);
      assertThat(event.schema().toString())
          .contains("\"default\":7", "\"default\":\"its\"", "\"default\":\"2020-01-02Z\"");
    }
  }
}
