/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.local.MySqlRelease;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.mysql.MySqlReader;
import dev.tandem.wire.Headers;
import dev.tandem.wire.SchemaId;
import dev.tandem.wire.SchemaStore;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureIT {
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
  void shouldPublishSnapshotAndChangesWithTheirSchema() {
    // Given
    TableId orders = TableId.of("shop", "orders");
    rig.execute(
        "CREATE DATABASE shop",
        "CREATE TABLE shop.orders (id BIGINT UNSIGNED PRIMARY KEY, total DECIMAL(12,2),"
            + " note VARCHAR(20) DEFAULT 'none', kind ENUM('a','b,c'), ratio FLOAT,"
            + " open_for TIME(6), at TIMESTAMP(6) NULL)",
        "INSERT INTO shop.orders VALUES (18446744073709551615, 1.50, NULL, 'b,c', 16777217,"
            + " '-01:00:00.5', '2018-06-20 06:37:03.12')");
    CaptureConfig config = rig.config("shop", orders);

    // When
    KafkaRig.Running running = rig.start(config);
    await().atMost(SOON).until(() -> running.meter.isStreaming() || running.failure.get() != null);
    rig.execute("UPDATE shop.orders SET note = NULL, ratio = 0.1", "DELETE FROM shop.orders");
    await().atMost(SOON).until(() -> rig.raw(config, orders).size() >= 3);
    running.close();

    // Then
    List<ConsumerRecord<String, String>> raw = rig.raw(config, orders);
    assertThat(raw)
        .extracting(record -> KafkaRig.json(record).path("op").asText())
        .containsExactly("r", "u", "d");
    JsonNode read = KafkaRig.json(raw.get(0)).path("after");
    assertThat(read.path("id").asLong()).isEqualTo(-1);
    assertThat(read.path("note").isNull()).isTrue();
    assertThat(read.path("ratio").floatValue()).isEqualTo(16777216f);
    assertThat(read.path("open_for").asText()).isEqualTo("-01:00:00.500000");
    try (SchemaStore schemas = new SchemaStore(rig.connection, config.topics());
        MySqlReader source = new MySqlReader(rig.server())) {
      SourceTable captured =
          schemas.table(SchemaId.ofHeader(raw.get(0).headers().lastHeader(Headers.SCHEMA).value()));
      assertThat(captured).isEqualTo(source.table(orders));
    }
  }

  private static String place(ConsumerRecord<String, String> record) {
    JsonNode source = KafkaRig.json(record).path("source");
    return source.path("file").asText()
        + ":"
        + source.path("pos").asLong()
        + ":"
        + source.path("row").asInt();
  }

  @Test
  void shouldGoOnWhereItStoppedWithoutLossOrRepetition() {
    // Given
    TableId table = TableId.of("restart", "t");
    rig.execute("CREATE DATABASE restart", "CREATE TABLE restart.t (id INT PRIMARY KEY, n INT)");
    CaptureConfig config = rig.config("restart", table);
    rig.streaming(config).close();

    // When changes are made while nobody captures, and others while one does
    rig.execute(
        "INSERT INTO restart.t VALUES (1, 1), (2, 1), (3, 1)", "UPDATE restart.t SET n = 2");
    KafkaRig.Running second = rig.streaming(config);
    await().atMost(SOON).until(() -> rig.raw(config, table).size() >= 6);
    second.close();
    KafkaRig.Running third = rig.streaming(config);
    rig.execute("DELETE FROM restart.t WHERE id = 2");
    await().atMost(SOON).until(() -> rig.raw(config, table).size() >= 7);
    third.close();

    // Then
    List<ConsumerRecord<String, String>> raw = rig.raw(config, table);
    assertThat(raw).hasSize(7).extracting(CaptureIT::place).doesNotHaveDuplicates();
  }

  @Test
  void shouldStandByForAnotherCaptureAndTakeOver() {
    // Given
    TableId table = TableId.of("standby", "t");
    rig.execute("CREATE DATABASE standby", "CREATE TABLE standby.t (id INT PRIMARY KEY)");
    CaptureConfig config = rig.config("standby", table);
    KafkaRig.Running first = rig.streaming(config);
    KafkaRig.Running second = rig.start(config);
    rig.execute("INSERT INTO standby.t VALUES (1)");
    await().atMost(SOON).until(() -> first.meter.changes() == 1);
    assertThat(second.meter.changes()).isZero();
    assertThat(second.ended()).isFalse();

    // When
    first.close();

    // Then
    rig.execute("INSERT INTO standby.t VALUES (2)");
    await().atMost(SOON).until(() -> second.meter.changes() == 1);
    second.close();
    assertThat(rig.raw(config, table)).hasSize(2);
  }

  @Test
  void shouldDeleteWhatASnapshotThatWasBegunAnewNoLongerFinds() {
    // Given a snapshot whose end was never recorded
    TableId table = TableId.of("sweep", "t");
    rig.execute(
        "CREATE DATABASE sweep",
        "CREATE TABLE sweep.t (a INT, b VARCHAR(10), n INT, PRIMARY KEY (a, b))",
        "INSERT INTO sweep.t VALUES (1, 'x', 1), (1, 'y', 1), (2, 'x', 1)");
    CaptureConfig config = rig.config("sweep", table);
    rig.streaming(config).close();
    rig.forgetOffsets(config);

    // When a row goes while nobody captures
    rig.execute("DELETE FROM sweep.t WHERE a = 1 AND b = 'y'");
    KafkaRig.Running again = rig.streaming(config);
    await().atMost(SOON).until(() -> rig.raw(config, table).size() >= 6);
    again.close();

    // Then
    List<ConsumerRecord<String, String>> deletes =
        rig.raw(config, table).stream()
            .filter(record -> KafkaRig.json(record).path("op").asText().equals("d"))
            .toList();
    assertThat(deletes).hasSize(1);
    assertThat(deletes.get(0).key()).isEqualTo("{\"a\":1,\"b\":\"y\"}");
    assertThat(KafkaRig.json(deletes.get(0)).path("before").path("n").asInt()).isEqualTo(1);
    assertThat(rig.raw(config, table))
        .as("generations, without which versions could fall when the topic of offsets is lost")
        .extracting(CaptureIT::generation)
        .containsExactlyInAnyOrder("0", "0", "0", "1", "1", "1");
  }

  @Test
  void shouldTakeAFreshSnapshotWhenTheOffsetWasTakenAway() {
    // Given
    TableId table = TableId.of("fresh", "t");
    rig.execute(
        "CREATE DATABASE fresh",
        "CREATE TABLE fresh.t (id INT PRIMARY KEY)",
        "INSERT INTO fresh.t VALUES (1), (2)");
    CaptureConfig config = rig.config("fresh", table);
    rig.streaming(config).close();

    // When
    rig.takeOffsetAway(config);
    rig.execute("DELETE FROM fresh.t WHERE id = 2");
    KafkaRig.Running again = rig.streaming(config);
    await().atMost(SOON).until(() -> rig.raw(config, table).size() >= 4);
    again.close();

    // Then
    assertThat(rig.raw(config, table))
        .extracting(
            record ->
                KafkaRig.json(record).path("op").asText() + generation(record) + first(record))
        .containsExactlyInAnyOrder("r0 first", "r0 first", "r0", "d0");
  }

  private static String first(ConsumerRecord<String, String> record) {
    return record.headers().lastHeader(Headers.FIRST) == null ? "" : " first";
  }

  private static String generation(ConsumerRecord<String, String> record) {
    return new String(
        record.headers().lastHeader(Headers.GENERATION).value(), StandardCharsets.US_ASCII);
  }

  @Test
  void shouldStopWhenTheLogWasPurged() {
    // Given
    TableId table = TableId.of("purged", "t");
    rig.execute("CREATE DATABASE purged", "CREATE TABLE purged.t (id INT PRIMARY KEY)");
    CaptureConfig config = rig.config("purged", table);
    rig.streaming(config).close();

    // When
    rig.execute("INSERT INTO purged.t VALUES (1)", "FLUSH BINARY LOGS");
    rig.execute("PURGE BINARY LOGS BEFORE NOW() + INTERVAL 1 DAY");
    KafkaRig.Running blind = rig.start(config);

    // Then
    await().atMost(SOON).until(blind::ended);
    assertThat(blind.failure.get())
        .isInstanceOfSatisfying(
            TandemException.class,
            stopped -> assertThat(stopped.code()).isEqualTo(CaptureCode.LOG_GONE));
  }

  @Test
  void shouldStopAtAServerThatDoesNotKnowWhatWasCaptured() {
    // Given
    TableId table = TableId.of("identity", "t");
    rig.execute("CREATE DATABASE identity", "CREATE TABLE identity.t (id INT PRIMARY KEY)");
    CaptureConfig config = rig.config("identity", table);
    rig.streaming(config).close();

    // When the server forgets its past, as one restored from a backup does
    rig.execute("RESET MASTER");
    KafkaRig.Running confused = rig.start(config);

    // Then
    await().atMost(SOON).until(confused::ended);
    assertThat(confused.failure.get())
        .isInstanceOfSatisfying(
            TandemException.class,
            stopped -> assertThat(stopped.code()).isEqualTo(CaptureCode.IDENTITY));
  }

  @Test
  void shouldKeepAKeyInItsPartitionHoweverItIsSpelled() {
    // Given a key that a snapshot and the log spell differently
    TableId table = TableId.of("spelling", "t");
    rig.execute(
        "CREATE DATABASE spelling",
        "CREATE TABLE spelling.t (at TIMESTAMP(6), n INT, PRIMARY KEY (at))",
        "INSERT INTO spelling.t VALUES ('2024-01-01 00:00:00.5', 1), ('2024-01-02 00:00:00', 1),"
            + " ('2024-01-03 00:00:00.25', 1), ('2024-01-04 00:00:00.125', 1)");
    CaptureConfig config = rig.config("spelling", table);
    KafkaRig.Running running = rig.streaming(config);

    // When
    rig.execute("UPDATE spelling.t SET n = 2");
    await().atMost(SOON).until(() -> rig.raw(config, table).size() >= 8);
    running.close();

    // Then
    Map<Instant, Set<Integer>> partitions = new HashMap<>();
    for (ConsumerRecord<String, String> record : rig.raw(config, table)) {
      Instant key = Instant.parse(KafkaRig.json(record).path("after").path("at").asText());
      partitions.computeIfAbsent(key, unknown -> new HashSet<>()).add(record.partition());
    }
    assertThat(partitions).hasSize(4).allSatisfy((key, lanes) -> assertThat(lanes).hasSize(1));
  }

  @Test
  void shouldHaveTheConnectorDescribeNoRowForItsMetrics() throws JMException {
    // Given
    TableId table = TableId.of("described", "t");
    rig.execute(
        "CREATE DATABASE described",
        "CREATE TABLE described.t (id INT PRIMARY KEY)",
        "INSERT INTO described.t VALUES (1), (2)");

    // When
    KafkaRig.Running running = rig.streaming(rig.config("described", table));

    // Then
    assertThat(snapshotMetric("TotalNumberOfEventsSeen")).isEqualTo(2L);
    assertThat(snapshotMetric("LastEvent")).isEqualTo("");
    running.close();
  }

  private static Object snapshotMetric(String attribute) throws JMException {
    String name = "debezium.mysql:type=connector-metrics,server=described,context=snapshot";
    return ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName(name), attribute);
  }

  @Test
  void shouldComeBackAfterTheServerWasAway() {
    // Given
    TableId table = TableId.of("away", "t");
    rig.execute("CREATE DATABASE away", "CREATE TABLE away.t (id INT PRIMARY KEY)");
    CaptureConfig config = rig.config("away", table);
    KafkaRig.Running running = rig.streaming(config);

    // When
    rig.mysql.kill();
    rig.mysql.start();
    rig.execute("INSERT INTO away.t VALUES (1)");

    // Then
    await().atMost(SOON).until(() -> rig.raw(config, table).size() == 1);
    running.close();
  }
}
