/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.local.LocalServers;
import dev.tandem.status.PipelineStatus.EntityStatus;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.TopicSettings;
import dev.tandem.wire.Topics;
import dev.tandem.wire.report.ProcessMeter;
import dev.tandem.wire.report.ProcessReport;
import dev.tandem.wire.report.Reason;
import dev.tandem.wire.report.StatusProducer;
import dev.tandem.wire.report.WorkState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class StatusReaderIT {
  @TempDir private static Path folder;

  @SuppressWarnings("NullAway.Init") // before all tests
  private static LocalServers servers;

  @SuppressWarnings("NullAway.Init") // before each test
  private PipelineTopics topics;

  @AutoClose private @Nullable StatusReader reader;
  private KafkaConnection kafka = KafkaConnection.plain("");

  @BeforeAll
  static void startServer() {
    servers = LocalServers.in(folder).kafka().start();
  }

  @AfterAll
  static void stopServer() {
    servers.close();
  }

  @BeforeEach
  void name(TestInfo test) {
    topics = new PipelineTopics(test.getTestMethod().orElseThrow().getName());
    kafka = KafkaConnection.plain(servers.kafka().bootstrapServers());
    reader = new StatusReader(kafka, topics, Sights.WATCHED);
  }

  @Test
  void shouldKnowNothingBeforeThereAreTopics() {
    // When
    PipelineStatus status = read();

    // Then
    assertThat(status.entities())
        .hasSize(2)
        .allMatch(entity -> entity.state() == WorkState.UNKNOWN && entity.lagRecords() == 0);
    assertThat(status.problems()).hasSize(4);
  }

  @Test
  void shouldTellWhatProcessesReportUntilTheyEnd() {
    // Given
    makeTopics();
    ProcessMeter meter = new ProcessMeter();
    meter.stops(new Reason("TD-CAP-LOG-GONE", "the log is gone"));
    ProcessReport.Identity capture = new ProcessReport.Identity("capture", "host:1:0", "1", 0);
    try (StatusProducer producer = new StatusProducer(kafka, topics)) {
      // When
      producer.tell(meter.report(capture));

      // Then
      assertThat(read().processes().get(0).state()).isEqualTo(WorkState.STOPPED);

      // When
      producer.ended(capture);

      // Then
      assertThat(read().processes().get(0).state()).isEqualTo(WorkState.UNKNOWN);
    }
  }

  @Test
  void shouldMeasureWhatASinkHasNotDone() throws Exception {
    // Given
    makeTopics();
    String entity = topics.entity(Sights.ORDERS);
    long committed = System.currentTimeMillis() - Duration.ofHours(1).toMillis();
    for (int i = 0; i < 5; i++) {
      send(entity, "{\"op\":\"create\",\"committed_at\":" + committed * 1_000 + ",\"fields\":{}}");
    }

    // When
    commit(topics.sinkGroup("postgres"), entity, 2);
    EntityStatus behind = read().entities().get(0);

    // Then
    assertThat(behind.lagRecords()).isEqualTo(3);
    assertThat(behind.oldestWaitingSeconds()).isBetween(3_600.0, 3_700.0);
    assertThat(behind.lagSeconds()).isBetween(0.0, 100.0);
    assertThat(behind.headroomSeconds()).isBetween(172_000L, 172_800L);
    assertThat(read().entities().get(1).lagRecords()).isEqualTo(5);

    // When
    commit(topics.sinkGroup("postgres"), entity, 5);

    // Then
    assertThat(read().entities().get(0).lagRecords()).isZero();
    assertThat(read().entities().get(0).oldestWaitingSeconds()).isZero();
  }

  /**
   * The group stands behind the last record, and the log ends behind the mark of its transaction.
   */
  @Test
  void shouldNotTakeTheMarkOfATransactionForAChange() throws Exception {
    // Given
    makeTopics();
    String raw = topics.raw(Sights.TABLE);
    Map<String, Object> transactional = kafka.with(Map.of("transactional.id", "t"));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(transactional, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer
          .send(new ProducerRecord<>(raw, 0, bytes("k"), bytes("{\"source\":{\"ts_ms\":1}}")))
          .get();
      producer.commitTransaction();
    }
    assertThat(read().entities().get(0).lagRecords()).isPositive();

    // When
    commit(topics.transformGroup(), raw, 1);

    // Then
    assertThat(read().entities().get(0).lagRecords()).isZero();
  }

  @Test
  void shouldCountOpenLettersOnly() throws Exception {
    // Given
    makeTopics();
    send(topics.deadLetters(), "transform sales.orders a-0@1", "{}");
    send(topics.deadLetters(), "transform sales.orders a-0@1", "{}");
    send(topics.deadLetters(), "sink-dynamo sales.orders b-0@1", "{}");

    // Then
    assertThat(read().entities()).extracting(EntityStatus::deadLetters).containsExactly(1L, 2L);

    // When
    send(topics.deadLetters(), "transform sales.orders a-0@1", null);

    // Then
    assertThat(read().entities()).extracting(EntityStatus::deadLetters).containsExactly(0L, 1L);
  }

  private PipelineStatus read() {
    return Objects.requireNonNull(reader).read();
  }

  private void makeTopics() {
    try (Topics made =
        new Topics(kafka, topics, new TopicSettings(1, (short) 1, Duration.ofDays(2)))) {
      made.ensureCommon();
      made.ensureRaw(List.of(Sights.TABLE), Set.of());
      made.ensureEntities(Map.of(Sights.ORDERS, List.of(Sights.TABLE)));
    }
  }

  private void commit(String group, String topic, long offset) throws Exception {
    try (Admin admin = Admin.create(kafka.with(Map.of()))) {
      admin
          .alterConsumerGroupOffsets(
              group, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(offset)))
          .all()
          .get();
    }
  }

  private void send(String topic, String value) throws Exception {
    send(topic, "k", value);
  }

  private void send(String topic, String key, @Nullable String value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            kafka.with(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(topic, 0, bytes(key), value == null ? null : bytes(value)))
          .get();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
