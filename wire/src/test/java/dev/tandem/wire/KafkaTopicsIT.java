/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.local.LocalServers;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Topics, positions, schemas and dead letters on a real broker. */
@Timeout(180)
class KafkaTopicsIT {
  private static final TableId TABLE = TableId.of("shop", "orders");
  private static final TableId ORDERED = TableId.of("shop", "seats");
  private static final TopicSettings SETTINGS = new TopicSettings(3, (short) 1, Duration.ofDays(2));

  @TempDir static Path folder;
  @AutoClose private static LocalServers servers;
  private static KafkaConnection kafka;

  private PipelineTopics names = new PipelineTopics("");

  @BeforeAll
  static void startServer() {
    servers = LocalServers.in(folder).kafka().start();
    kafka = KafkaConnection.plain(servers.kafka().bootstrapServers());
  }

  @BeforeEach
  void nameThePipeline(TestInfo test) {
    names = new PipelineTopics(test.getTestMethod().orElseThrow().getName());
  }

  @Test
  void shouldMakeTopicsWithTheirPartitionsAndLeaveThemAsTheyAreThen() {
    try (Topics topics = topics()) {
      // Given
      EntityName order = new EntityName("sales", "order");
      EntityName seat = new EntityName("sales", "seat");

      // When
      topics.ensureRaw(List.of(TABLE, ORDERED), Set.of(ORDERED));
      topics.ensureEntities(Map.of(order, List.of(TABLE), seat, List.of(TABLE, ORDERED)));
      Map<String, TopicDescription> made = topics.describe(all(order, seat));
      topics.ensureRaw(List.of(TABLE, ORDERED), Set.of());
      topics.ensureEntities(Map.of(order, List.of(TABLE), seat, List.of(TABLE, ORDERED)));

      // Then
      assertThat(partitions(made, names.raw(TABLE))).isEqualTo(3);
      assertThat(partitions(made, names.raw(ORDERED))).isEqualTo(1);
      assertThat(partitions(made, names.entity(order))).isEqualTo(3);
      assertThat(partitions(made, names.entity(seat))).isEqualTo(1);
      assertThat(topics.describe(all(order, seat))).isEqualTo(made);
      assertThat(topics.describe(List.of("nowhere"))).isEmpty();
    }
  }

  @Test
  void shouldTellATopicFromAnotherOfTheSameName() throws Exception {
    try (Topics topics = topics();
        Admin admin = Admin.create(kafka.with(Map.of()))) {
      // Given
      topics.ensureRaw(List.of(TABLE), Set.of());
      String name = names.raw(TABLE);
      String first = topics.id(name);

      // When
      admin.deleteTopics(List.of(name)).all().get();
      while (!topics.describe(List.of(name)).isEmpty()) {
        Thread.onSpinWait(); // the broker learns of it a moment after the controller
      }

      // Then
      assertThatThrownBy(() -> topics.id(name))
          .isInstanceOf(UnknownTopicOrPartitionException.class)
          .hasMessageContaining(name);
      topics.ensureRaw(List.of(TABLE), Set.of());
      assertThat(topics.id(name)).isNotEqualTo(first);
    }
  }

  @Test
  void shouldKeepWhatTheStateOfAPipelineRestsOn() throws Exception {
    try (Topics topics = topics();
        Admin admin = Admin.create(kafka.with(Map.of()))) {
      // When
      topics.ensureCommon();

      // Then
      assertThat(config(admin, names.schemas(), "cleanup.policy")).isEqualTo("compact");
      assertThat(config(admin, names.offsets(), "cleanup.policy")).isEqualTo("compact");
      assertThat(config(admin, names.control(), "cleanup.policy")).isEqualTo("compact");
      assertThat(config(admin, names.schemaHistory(), "retention.ms")).isEqualTo("-1");
      assertThat(config(admin, names.schemaHistory(), "cleanup.policy")).isEqualTo("delete");
      assertThat(config(admin, names.deadLetters(), "retention.ms")).isEqualTo("172800000");
      assertThat(config(admin, names.requests(), "retention.ms")).isEqualTo("604800000");
      assertThat(config(admin, names.audit(), "retention.ms")).isEqualTo("-1");
      assertThat(config(admin, names.audit(), "cleanup.policy")).isEqualTo("delete");
    }
  }

  /** Transactions leave markers behind that no group ever commits. */
  @Test
  void shouldTellTheEndBehindTheLastRecordAndNotBehindItsMarkers() throws Exception {
    try (Topics topics = topics();
        GroupPositions positions = new GroupPositions(kafka);
        KafkaProducer<String, byte[]> producer = producer(names.captureTransaction())) {
      // Given
      topics.ensureRaw(List.of(ORDERED), Set.of(ORDERED));
      String raw = names.raw(ORDERED);
      TopicPartition partition = new TopicPartition(raw, 0);
      Map<TopicPartition, Long> nothing = Map.of(partition, 0L);
      assertThat(positions.ends(List.of(raw))).as("an empty topic").isEqualTo(nothing);
      assertThat(positions.hasReached("readers", nothing)).as("not begun").isFalse();
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(raw, "a", new byte[0])).get();
      producer.send(new ProducerRecord<>(raw, "b", new byte[0])).get();
      producer.commitTransaction();
      for (int i = 0; i < 40; i++) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(raw, "aborted", new byte[0])).get();
        producer.abortTransaction();
      }

      // When
      Map<TopicPartition, Long> ends = positions.ends(List.of(raw));

      // Then
      assertThat(ends).containsExactly(Map.entry(partition, 2L));
      assertThat(positions.logEnds(List.of(raw))).isEqualTo(83);
      assertThat(positions.hasReached("readers", ends)).isFalse();
      commit(partition, 0);
      assertThat(positions.hasReached("readers", nothing)).as("begun").isTrue();
      assertThat(positions.hasReached("readers", ends)).isFalse();
      commit(partition, 1);
      assertThat(positions.hasReached("readers", ends)).isFalse();
      commit(partition, 2);
      assertThat(positions.hasReached("readers", ends)).isTrue();
      assertThat(positions.sum("readers")).isEqualTo(2);
    }
  }

  /** Far behind others, and in one partition of two only. */
  @Test
  void shouldLookBackForTheLastRecordThatIsWanted() throws Exception {
    try (Topics topics = topics();
        KafkaProducer<String, byte[]> producer = producer(null);
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                kafka.reading(Map.of()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
      // Given
      topics.ensureRaw(List.of(TABLE), Set.of());
      TopicPartition some = new TopicPartition(names.raw(TABLE), 0);
      TopicPartition none = new TopicPartition(names.raw(TABLE), 1);
      for (int i = 0; i < 100; i++) {
        byte[] value = {(byte) (i == 2 || i == 3 ? 1 : 0)};
        producer.send(new ProducerRecord<>(some.topic(), some.partition(), "a", value)).get();
        producer.send(new ProducerRecord<>(none.topic(), none.partition(), "a", new byte[1])).get();
      }

      // When
      Map<TopicPartition, ConsumerRecord<byte[], byte[]>> last =
          LastRecords.of(consumer, List.of(some, none), record -> record.value()[0] == 1);

      // Then
      assertThat(last).containsOnlyKeys(some);
      assertThat(last.values()).extracting(ConsumerRecord::offset).containsExactly(3L);
    }
  }

  @Test
  void shouldTakeATopicThatIsNotThereForOneThatNobodyHasBegunWith() throws Exception {
    try (GroupPositions positions = new GroupPositions(kafka)) {
      Map<TopicPartition, Long> ends = positions.ends(List.of("nowhere"));
      assertThat(ends).isEqualTo(Map.of(new TopicPartition("nowhere", 0), 0L));
      assertThat(positions.hasReached("readers-of-nothing", ends)).isFalse();
    }
  }

  @Test
  void shouldWaitForASchemaThatIsOnItsWay() {
    SourceTable table = table("note");
    SchemaRecord record = SchemaRecord.of(table);
    try (Topics topics = topics()) {
      topics.ensureCommon();
      try (SchemaStore store = store(Duration.ofSeconds(60));
          KafkaProducer<String, byte[]> producer = producer(null)) {
        // Given
        CompletableFuture<SourceTable> asked =
            CompletableFuture.supplyAsync(() -> store.table(record.id()));

        // When
        send(producer, record);

        // Then
        assertThat(asked).succeedsWithin(Duration.ofSeconds(60)).isEqualTo(table);
        assertThat(store.table(record.id())).as("known by now").isSameAs(store.table(record.id()));
      }
    }
  }

  @Test
  void shouldSayWhichSchemaIsNowhere() {
    SchemaId missing = SchemaRecord.of(table("other")).id();
    try (Topics topics = topics()) {
      topics.ensureCommon();
      try (SchemaStore store = store(Duration.ofMillis(500));
          KafkaProducer<String, byte[]> producer = producer(null)) {
        // Given
        send(producer, SchemaRecord.of(table("note")));

        // When / Then
        assertThatThrownBy(() -> store.table(missing))
            .isInstanceOfSatisfying(
                TandemException.class, e -> assertThat(e.code()).isEqualTo(WireCode.SCHEMA_UNKNOWN))
            .hasMessageContaining("source/" + missing);
      }
    }
  }

  @Test
  void shouldListEachDeadLetterOnceUntilItIsSettled() throws Exception {
    try (Topics topics = topics();
        KafkaProducer<String, byte[]> producer = producer(null)) {
      // Given
      topics.ensureCommon();
      assertThat(DeadLetterTopic.read(kafka, names)).isEmpty();

      // When
      park(producer, letter(1, "E_FIRST"));
      park(producer, letter(2, "E_SETTLED"));
      park(producer, letter(1, "E_AGAIN"));
      producer.send(new ProducerRecord<>(names.deadLetters(), letter(2, "").key(), null)).get();

      // Then
      assertThat(DeadLetterTopic.read(kafka, names)).containsExactly(letter(1, "E_AGAIN"));
    }
  }

  private Topics topics() {
    return new Topics(kafka, names, SETTINGS);
  }

  private SchemaStore store(Duration patience) {
    return new SchemaStore(
        new KafkaConsumer<>(
            kafka.reading(Map.of("auto.offset.reset", "earliest")),
            new StringDeserializer(),
            new ByteArrayDeserializer()),
        names,
        patience);
  }

  private static KafkaProducer<String, byte[]> producer(@Nullable String transaction) {
    Map<String, String> own =
        transaction == null ? Map.of() : Map.of("transactional.id", transaction);
    return new KafkaProducer<>(kafka.with(own), new StringSerializer(), new ByteArraySerializer());
  }

  private void send(KafkaProducer<String, byte[]> producer, SchemaRecord record) {
    try {
      producer.send(new ProducerRecord<>(names.schemas(), record.key(), record.value())).get();
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void park(KafkaProducer<String, byte[]> producer, DeadLetter letter) throws Exception {
    producer.send(new ProducerRecord<>(names.deadLetters(), letter.key(), letter.toJson())).get();
  }

  private static DeadLetter letter(long offset, String code) {
    return new DeadLetter(
        "transform",
        code,
        "no",
        "",
        "",
        0,
        0,
        DeadLetter.Origin.of("t", 0, offset, null, null, List.of()));
  }

  private static SourceTable table(String column) {
    return new SourceTable(
        SourceKind.MYSQL,
        TABLE,
        List.of(new SourceColumn(column, "TEXT", -1, -1, true, List.of())),
        List.of());
  }

  private List<String> all(EntityName first, EntityName second) {
    return List.of(names.raw(TABLE), names.raw(ORDERED), names.entity(first), names.entity(second));
  }

  private static int partitions(Map<String, TopicDescription> topics, String name) {
    return java.util.Objects.requireNonNull(topics.get(name)).partitions().size();
  }

  private static String config(Admin admin, String topic, String name) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    var described = admin.describeConfigs(List.of(resource)).values().get(resource);
    return java.util.Objects.requireNonNull(described).get().get(name).value();
  }

  private static void commit(TopicPartition partition, long offset) throws Exception {
    try (Admin admin = Admin.create(kafka.with(Map.of()))) {
      admin
          .alterConsumerGroupOffsets("readers", Map.of(partition, new OffsetAndMetadata(offset)))
          .all()
          .get();
    }
  }
}
