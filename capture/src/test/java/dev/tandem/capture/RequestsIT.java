/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.local.MySqlRelease;
import dev.tandem.model.source.TableId;
import dev.tandem.wire.Headers;
import dev.tandem.wire.LastImage;
import dev.tandem.wire.RereadAnswer;
import dev.tandem.wire.RereadAnswer.Outcome;
import dev.tandem.wire.RereadRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that capture is asked to read again. */
class RequestsIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir static Path folder;
  private static CaptureRig rig;

  @BeforeAll
  static void startServers() {
    rig = new CaptureRig(folder, MySqlRelease.chosen());
  }

  @AfterAll
  static void stopServers() {
    rig.close();
  }

  @Test
  void shouldSpellARowAsTheConnectorDoes() throws IOException {
    // Given rows that a snapshot has read, of every kind of column
    TableId table = TableId.of("spelled", "t");
    rig.execute(
        "CREATE DATABASE spelled",
        "CREATE TABLE spelled.t (a BIGINT UNSIGNED, b VARCHAR(9), t1 TINYINT, i INT UNSIGNED, d DECIMAL(12,3),"
            + " z DECIMAL(6,1) UNSIGNED, f FLOAT, g DOUBLE, b1 BIT(1), b12 BIT(12), bt BINARY(3), bl BLOB,"
            + " dt DATE, dn DATE NOT NULL, ts DATETIME(6), tn DATETIME(3) NOT NULL, mo TIMESTAMP(6) NULL,"
            + " mn TIMESTAMP NOT NULL, tm TIME(6), y YEAR, e ENUM('a','b,c'), s SET('x','y','z'), j JSON,"
            + " p POINT, l LINESTRING, tx LONGTEXT, PRIMARY KEY (b, a))",
        "INSERT INTO spelled.t VALUES (18446744073709551615, 'k', -7, 4294967295, -12.500, 1.5, 16777217, 1e-7,"
            + " 1, b'100000000001', 'ab', x'00ff', '2024-02-29', '0001-01-01', '2024-01-02 03:04:05.12',"
            + " '2024-01-02 03:04:05.1', '2018-06-20 06:37:03.12', '2018-06-20 06:37:00', '-01:00:00.5', 1999,"
            + " 'b,c', 'x,z', '{\"b\": [1, 2.50, null], \"a\": \"é\"}', ST_GeomFromText('POINT(1 2)'),"
            + " ST_GeomFromText('LINESTRING(0 0, 1 1)', 4326), 'long \uD83D\uDE00')",
        "INSERT INTO spelled.t (a, b, dn, tn, mn) VALUES (0, '', '2024-01-01', '2024-01-02', '2024-01-02')");
    CaptureConfig config = rig.config("spelled", table);
    KafkaRig.Running running = rig.streaming(config);
    Requests requests = new Requests(rig, config);
    List<ConsumerRecord<String, String>> snapshot = rig.raw(config, table);
    assertThat(snapshot).hasSize(2);

    // When
    RereadRequest request =
        Requests.request(table, Requests.of(snapshot.get(0)), Requests.of(snapshot.get(1)));
    RereadAnswer answer = requests.ask(request);

    // Then
    assertThat(answer.problem()).isEmpty();
    assertThat(answer.outcomes()).containsExactly(Outcome.PUBLISHED, Outcome.PUBLISHED);
    List<ConsumerRecord<String, String>> again = requests.answers(table, request);
    assertThat(again).hasSize(2);
    for (ConsumerRecord<String, String> read : snapshot) {
      ConsumerRecord<String, String> reread =
          again.stream().filter(one -> one.key().equals(read.key())).findFirst().orElseThrow();
      JsonNode expected = KafkaRig.json(read).path("after");
      JsonNode found = KafkaRig.json(reread).path("after");
      assertThat(spelled(found)).isEqualTo(spelled(expected));
      assertThat(reread.partition()).isEqualTo(read.partition());
      assertThat(schema(reread)).isEqualTo(schema(read));
    }
    running.close();
  }

  /** But for documents, which snapshot and log space differently, too. */
  private static Map<String, String> spelled(JsonNode image) throws IOException {
    Map<String, String> columns = new LinkedHashMap<>();
    image
        .properties()
        .forEach(column -> columns.put(column.getKey(), column.getValue().toString()));
    columns.put("j", new ObjectMapper().readTree(image.path("j").asText()).toString());
    return columns;
  }

  private static String schema(ConsumerRecord<String, String> record) {
    return new String(
        record.headers().lastHeader(Headers.SCHEMA).value(), StandardCharsets.US_ASCII);
  }

  @Test
  void shouldTellWhereARowWasBeforeTheChangeThatFoundNoPlace() {
    // Given
    TableId table = TableId.of("former", "t");
    rig.execute(
        "CREATE DATABASE former",
        "CREATE TABLE former.t (id INT PRIMARY KEY, n INT)",
        "INSERT INTO former.t VALUES (1, 1), (2, 1), (3, 1)");
    CaptureConfig config = rig.config("former", table);
    KafkaRig.Running running = rig.streaming(config);
    Requests requests = new Requests(rig, config);
    rig.execute(
        "UPDATE former.t SET n = 2",
        "UPDATE former.t SET n = 3 WHERE id = 1",
        "DELETE FROM former.t WHERE id = 2",
        "DELETE FROM former.t WHERE id = 3");
    await().atMost(SOON).until(() -> rig.raw(config, table).size() >= 9);

    // When
    RereadRequest request =
        Requests.request(
            table,
            Requests.of(update(config, table, 1)),
            Requests.of(update(config, table, 2)),
            Requests.row("{\"id\":3}"));
    RereadAnswer answer = requests.ask(request);

    // Then
    assertThat(answer.outcomes()).containsExactly(Outcome.PUBLISHED, Outcome.DELETED, Outcome.GONE);
    assertThat(requests.answers(table, request))
        .extracting(CaptureRig::json)
        .extracting(
            told ->
                told.path("op").asText()
                    + told.at("/before/n").asText()
                    + told.at("/after/n").asText())
        .containsExactlyInAnyOrder("u13", "d1");
    running.close();
  }

  private static ConsumerRecord<String, String> update(
      CaptureConfig config, TableId table, int id) {
    return rig.raw(config, table).stream()
        .filter(record -> record.key().equals("{\"id\":" + id + "}"))
        .filter(record -> KafkaRig.json(record).at("/after/n").asInt() == 2)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldTellWhatBecameOfRowsOfWhichTheLogSaysNothing() {
    // Given
    TableId table = TableId.of("untold", "t");
    rig.execute(
        "CREATE DATABASE untold",
        "CREATE TABLE untold.t (id INT PRIMARY KEY, n INT)",
        "INSERT INTO untold.t VALUES (1, 1), (2, 1), (3, 1), (4, 1)");
    CaptureConfig config = rig.config("untold", table);
    KafkaRig.Running running = rig.streaming(config);
    Requests requests = new Requests(rig, config);
    List<ConsumerRecord<String, String>> snapshot = rig.raw(config, table);
    rig.execute(
        "SET sql_log_bin = 0",
        "DELETE FROM untold.t WHERE id IN (1, 3)",
        "UPDATE untold.t SET n = 2 WHERE id = 2",
        "SET sql_log_bin = 1",
        "UPDATE untold.t SET id = 5 WHERE id = 4");
    await().atMost(SOON).until(() -> rig.raw(config, table).size() >= 6);

    // When
    RereadRequest request =
        Requests.request(
            table,
            lastOf(snapshot, 1, "{\"id\":7}"),
            lastOf(snapshot, 2, null),
            Requests.row("{\"id\":3}"));
    RereadAnswer answer = requests.ask(request);

    // Then
    assertThat(answer.outcomes()).containsExactly(Outcome.DELETED, Outcome.PUBLISHED, Outcome.GONE);
    List<ConsumerRecord<String, String>> told = requests.answers(table, request);
    assertThat(told).extracting(RequestsIT::change).containsExactlyInAnyOrder("d1-", "u12");
    assertThat(told)
        .filteredOn(record -> change(record).startsWith("d"))
        .singleElement()
        .satisfies(record -> assertThat(moved(record)).isEqualTo("{\"id\":7}"));
    assertThat(rig.raw(config, table))
        .filteredOn(record -> record.key().equals("{\"id\":4}") && change(record).equals("d1-"))
        .singleElement()
        .satisfies(record -> assertThat(moved(record)).isEqualTo("{\"id\":5}"));
    running.close();
  }

  private static RereadRequest.Row lastOf(
      List<ConsumerRecord<String, String>> records, int id, @Nullable String moved) {
    ConsumerRecord<String, String> record =
        records.stream()
            .filter(one -> one.key().equals("{\"id\":" + id + "}"))
            .findFirst()
            .orElseThrow();
    JsonNode after = KafkaRig.json(record).path("after");
    return new RereadRequest.Row(
        record.key(), 0, -1, new LastImage(schema(record), after, Set.of(), moved));
  }

  private static String change(ConsumerRecord<String, String> record) {
    JsonNode told = KafkaRig.json(record);
    return told.path("op").asText()
        + told.at("/before/n").asText("-")
        + told.at("/after/n").asText("-");
  }

  private static String moved(ConsumerRecord<String, String> record) {
    return new String(record.headers().lastHeader(Headers.MOVED).value(), StandardCharsets.UTF_8);
  }

  @Test
  void shouldAnswerWhatCannotBeReadAndGoOn() {
    // Given
    TableId table = TableId.of("unread", "t");
    rig.execute(
        "CREATE DATABASE unread",
        "CREATE TABLE unread.t (id INT PRIMARY KEY)",
        "INSERT INTO unread.t VALUES (1)");
    CaptureConfig config = rig.config("unread", table);
    KafkaRig.Running running = rig.streaming(config);
    Requests requests = new Requests(rig, config);

    // When / Then
    RereadAnswer other =
        requests.ask(Requests.request(TableId.of("unread", "other"), Requests.row("{\"id\":1}")));
    assertThat(other.outcomes()).containsExactly(Outcome.UNREAD);
    assertThat(other.problem()).startsWith("TD-CAP-REQUEST").contains("unread.other");
    assertThat(
            requests
                .ask(
                    Requests.request(
                        table,
                        Requests.row("no JSON"),
                        Requests.row("{\"name\":1}"),
                        Requests.row("{\"id\":1}")))
                .outcomes())
        .containsExactly(Outcome.NO_KEY, Outcome.NO_KEY, Outcome.PUBLISHED);
    assertThat(
            requests.ask("odd", "{\"id\":\"odd\",\"table\":\"unread.t\",\"rows\":[{}]}").outcomes())
        .containsExactly(Outcome.UNREAD);
    assertThat(running.failure.get()).isNull();
    running.close();
  }

  @Test
  void shouldReadAllRowsThatHaveTheValuesOfOtherColumns() {
    // Given
    TableId table = TableId.of("others", "t");
    rig.execute(
        "CREATE DATABASE others",
        "CREATE TABLE others.t (id INT PRIMARY KEY, parent INT, part VARCHAR(9))",
        "INSERT INTO others.t VALUES (1, 5, 'a'), (2, 5, 'a'), (3, 5, 'b'), (4, 6, 'a')");
    CaptureConfig config = rig.config("others", table);
    KafkaRig.Running running = rig.streaming(config);
    Requests requests = new Requests(rig, config);

    // When
    RereadRequest request =
        Requests.request(
            table,
            List.of("part", "parent"),
            Requests.row("{\"parent\":5,\"part\":\"a\"}"),
            Requests.row("{\"parent\":7,\"part\":\"a\"}"),
            Requests.row("{\"parent\":5}"));

    // Then
    assertThat(requests.ask(request).outcomes())
        .containsExactly(Outcome.PUBLISHED, Outcome.GONE, Outcome.NO_KEY);
    assertThat(requests.answers(table, request))
        .extracting(ConsumerRecord::key)
        .containsExactlyInAnyOrder("{\"id\":1}", "{\"id\":2}");
    RereadAnswer unknown =
        requests.ask(Requests.request(table, List.of("nothing"), Requests.row("{\"nothing\":1}")));
    assertThat(unknown.outcomes()).containsExactly(Outcome.UNREAD);
    assertThat(unknown.problem()).startsWith("TD-CAP-REQUEST").contains("nothing");
    running.close();
  }

  @Test
  void shouldAnswerOnceWhatWasAskedWhileNobodyCaptured() {
    // Given
    TableId table = TableId.of("once", "t");
    rig.execute(
        "CREATE DATABASE once",
        "CREATE TABLE once.t (id INT PRIMARY KEY)",
        "INSERT INTO once.t VALUES (1)");
    CaptureConfig config = rig.config("once", table);
    rig.streaming(config).close();
    Requests requests = new Requests(rig, config);
    RereadRequest first = Requests.request(table, Requests.row("{\"id\":1}"));
    requests.send(first);

    // When
    KafkaRig.Running second = rig.streaming(config);
    await().atMost(SOON).until(() -> !requests.answers(table, first).isEmpty());
    second.close();
    KafkaRig.Running third = rig.streaming(config);
    RereadRequest last = Requests.request(table, Requests.row("{\"id\":1}"));
    requests.ask(last);

    // Then the earlier ones, which come before it, were not answered again
    assertThat(requests.answers(table, first)).hasSize(1);
    assertThat(requests.answers(table, last)).hasSize(1);
    third.close();
  }
}
