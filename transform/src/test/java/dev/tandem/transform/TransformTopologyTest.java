/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform;

import static dev.tandem.transform.Orders.created;
import static dev.tandem.transform.Orders.deleted;
import static dev.tandem.transform.Orders.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.entity.Version;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.source.SourceTable;
import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.Headers;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.SchemaRecord;
import dev.tandem.wire.SchemaStore;
import dev.tandem.wire.WireCode;
import dev.tandem.wire.report.ProcessMeter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransformTopologyTest {
  private static final PipelineTopics TOPICS = new PipelineTopics("p");
  private static final EntityName OTHER = new EntityName("sales", "other");
  private static final SourceTable LATER =
      Orders.table(Orders.column("note", "TEXT"), Orders.column("paid", "TINYINT"));
  private static final String ROW = "{\"id\":7,\"note\":\"a\"}";

  private final Clock clock = Clock.fixed(Instant.ofEpochMilli(5_000), ZoneOffset.UTC);
  private TopologyTestDriver driver = driver(Orders.mapping(Orders.plan(Orders.ENTITY)));

  private TopologyTestDriver driver(MappingPlan plan) {
    return new TopologyTestDriver(
        TransformTopology.build(plan, TOPICS, schemas(), new ProcessMeter(), clock));
  }

  private static SchemaStore schemas() {
    MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    SchemaStore store = new SchemaStore(consumer, TOPICS, Duration.ofMillis(50));
    consumer.updateBeginningOffsets(Map.of(new TopicPartition(TOPICS.schemas(), 0), 0L));
    long offset = 0;
    for (SourceTable table : List.of(Orders.COLUMNS, LATER)) {
      SchemaRecord schema = SchemaRecord.of(table);
      consumer.addRecord(
          new ConsumerRecord<>(TOPICS.schemas(), 0, offset, schema.key(), schema.value()));
      offset++;
    }
    return store;
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void shouldMakeAChangeOfAnInsert() {
    // When
    pipe(created(ROW));

    // Then
    assertThat(entities())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.key()).isEqualTo("{\"id\":7}");
              assertThat(record.value())
                  .isEqualTo(
                      "{\"op\":\"create\",\"version\":\"%d\",\"committed_at\":1000123,\"fields\":%s}"
                          .formatted(Version.of(2, 0, 3).value(), ROW));
            });
    assertThat(letters()).isEmpty();
  }

  @Test
  void shouldTellWhatMadeTheChange() {
    // When
    pipe(Orders.read(ROW));
    pipe(created(ROW));
    pipe(updated(ROW, ROW));
    pipe(deleted(ROW));

    // Then
    assertThat(entities())
        .extracting(record -> record.value().substring(0, 14))
        .containsExactly(
            "{\"op\":\"read\",\"",
            "{\"op\":\"create\"",
            "{\"op\":\"update\"",
            "{\"op\":\"delete\"");
  }

  @Test
  void shouldMakeADeleteThatStillHasItsKey() {
    // When
    pipe(deleted(ROW));

    // Then
    assertThat(entities())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.key()).isEqualTo("{\"id\":7}");
              assertThat(record.value()).contains("\"left\":[{\"id\":7}]").doesNotContain("fields");
            });
  }

  /** The connector parts a changed key into a delete and an insert. */
  @Test
  void shouldMoveARowWhoseKeyChanges() {
    // When
    pipe(deleted(ROW));
    pipe((String) null);
    pipe(created("{\"id\":8,\"note\":\"a\"}"));

    // Then
    assertThat(entities()).extracting(TestRecord::key).containsExactly("{\"id\":7}", "{\"id\":8}");
    assertThat(letters()).isEmpty();
  }

  @Test
  void shouldPassOverATombstoneOfCompaction() {
    // When
    pipe((String) null);

    // Then
    assertThat(entities()).isEmpty();
    assertThat(letters()).isEmpty();
  }

  @Test
  void shouldGiveEveryChangeTheOffsetOfItsRawRecord() {
    // When
    pipe(created(ROW));
    pipe((String) null);
    pipe(updated(ROW, ROW));
    pipe(updated(ROW, ROW), Orders.headers(Orders.COLUMNS, "3"));

    // Then
    assertThat(entities())
        .extracting(TransformTopologyTest::version)
        .containsExactly(Version.of(2, 0, 3), Version.of(2, 2, 3), Version.of(3, 3, 3));
  }

  @Test
  void shouldPublishASchemaOnceBeforeTheFirstRecordThatNamesIt() {
    // When
    pipe(created(ROW));
    pipe(updated(ROW, ROW));

    // Then
    List<TestRecord<String, String>> schemas = output(TOPICS.schemas());
    List<TestRecord<String, String>> entities = entities();
    assertThat(schemas).hasSize(1);
    assertThat(entities)
        .allSatisfy(
            record ->
                assertThat("entity/" + header(record, Headers.SCHEMA))
                    .isEqualTo(schemas.get(0).key()));
  }

  @Test
  void shouldReadARecordWithTheColumnsOfItsOwnDay() {
    // When
    pipe(created("{\"id\":1,\"note\":\"a\",\"paid\":1}"), Orders.headers(LATER, "2"));
    pipe(created(ROW));

    // Then
    List<TestRecord<String, String>> entities = entities();
    assertThat(entities.get(0).value()).contains("\"paid\":1");
    assertThat(entities.get(1).value()).doesNotContain("paid");
    assertThat(output(TOPICS.schemas())).hasSize(2);
    assertThat(letters()).isEmpty();
  }

  @Test
  void shouldMakeADeadLetterOfWhatTheMappingRefuses() {
    // Given
    restart(Orders.mapping(Orders.plan(Orders.ENTITY, Orders.field("note", "string(3)"))));
    pipe(created(ROW));

    // When
    pipe(created("{\"id\":8,\"note\":\"xyzzy\"}"));

    // Then
    assertThat(entities()).hasSize(1);
    DeadLetter letter = onlyLetter();
    assertThat(letter)
        .extracting("stage", "code", "entity", "field", "mappingRevision", "parkedAtMillis")
        .containsExactly("transform", "E_LENGTH", "sales.order", "note", 3, 5_000L);
    assertThat(letter.origin())
        .extracting("topic", "partition", "offset", "key")
        .containsExactly("p.shop.orders", 0, 1L, "key");
    assertThat(letter.origin().headers())
        .containsEntry(Headers.SCHEMA, SchemaRecord.of(Orders.COLUMNS).id().toString())
        .containsEntry(Headers.GENERATION, "2");
    assertThat(letter.reason()).doesNotContain("xyzzy");
  }

  @Test
  void shouldMapARecordIntoTheEntitiesThatCanHoldIt() {
    // Given
    restart(
        Orders.mapping(
            Orders.plan(Orders.ENTITY, Orders.field("note", "int64")), Orders.plan(OTHER)));

    // When
    pipe(created(ROW));

    // Then
    assertThat(output(TOPICS.entity(OTHER))).hasSize(1);
    assertThat(entities()).isEmpty();
    assertThat(onlyLetter()).extracting("entity", "field").containsExactly("sales.order", "note");
  }

  @Test
  void shouldMakeADeadLetterWhereThePlanDoesNotFitTheTable() {
    // Given
    restart(Orders.mapping(Orders.plan(Orders.ENTITY, Orders.field("gone", "int64"))));

    // When
    pipe(created(ROW));

    // Then
    assertThat(onlyLetter().code()).isEqualTo("E_MAPPING");
    assertThat(onlyLetter().reason()).contains("gone");
  }

  @Test
  void shouldMakeADeadLetterOfATruncatedTable() {
    // When
    pipe(Orders.envelope("t", "null", "null"));

    // Then
    assertThat(onlyLetter())
        .extracting("code", "entity")
        .containsExactly("E_TRUNCATE", "sales.order");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "null", "{}", "{\"op\":\"x\"}", "{\"op\":\"c\",\"after\":null}"})
  void shouldMakeADeadLetterOfWhatIsNoEnvelope(String value) {
    // When
    pipe(value);

    // Then
    assertThat(onlyLetter().code()).startsWith("E_RAW_");
    assertThat(onlyLetter().origin().value()).isEqualTo(value);
  }

  @Test
  void shouldNameTheColumnThatCannotBeRead() {
    // When
    pipe(created("{\"id\":\"seven\",\"note\":\"a\"}"));

    // Then
    assertThat(onlyLetter())
        .extracting("code", "field", "entity")
        .containsExactly("E_TYPE", "id", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "32768", "99999999999"})
  void shouldMakeADeadLetterOfARecordWithoutAGeneration(String generation) {
    // When
    pipe(created(ROW), Orders.headers(Orders.COLUMNS, generation));

    // Then
    assertThat(onlyLetter().code()).isEqualTo("E_RAW_FOREIGN");
  }

  @Test
  void shouldMakeADeadLetterOfARecordWithoutHeaders() {
    // Given
    RecordHeaders empty = new RecordHeaders();
    empty.add(Headers.SCHEMA, null);

    // When
    pipe(created(ROW), new RecordHeaders());
    pipe(created(ROW), empty);

    // Then
    assertThat(letters()).extracting(DeadLetter::code).containsOnly("E_RAW_FOREIGN").hasSize(2);
  }

  /** No target and no encoding of Kafka holds half a character; the rest must flow on. */
  @Test
  void shouldOutliveJsonThatCannotBeWritten() {
    // Given
    restart(Orders.mapping(Orders.plan(Orders.ENTITY, Orders.field("note", "json"))));

    // When
    pipe(created("{\"id\":1,\"note\":\"[\\\"\\\\ud800\\\"]\"}"));
    pipe(created("{\"id\":2,\"note\":\"%s%s\"}".formatted("[".repeat(999), "]".repeat(999))));

    // Then
    assertThat(entities()).extracting(TestRecord::key).containsExactly("{\"id\":2}");
    assertThat(onlyLetter().code()).isEqualTo("E_SURROGATE");
  }

  /** The schemas topic was lost, or the record is another pipeline's: it is never guessed. */
  @Test
  void shouldStopAtASchemaThatIsNowhere() {
    // Given
    SourceTable unknown = Orders.table(Orders.column("other", "INT"));

    // When / Then
    assertThatThrownBy(() -> pipe(created(ROW), Orders.headers(unknown, "2")))
        .hasRootCauseInstanceOf(TandemException.class)
        .rootCause()
        .isInstanceOfSatisfying(
            TandemException.class, e -> assertThat(e.code()).isEqualTo(WireCode.SCHEMA_UNKNOWN));
  }

  @Test
  void shouldPassOnWhoAskedForTheRow() {
    RecordHeaders headers = Orders.headers(Orders.COLUMNS, "2");
    headers.add(Headers.REQUEST, "r/0".getBytes(StandardCharsets.US_ASCII));
    pipe(created(ROW), headers);
    assertThat(header(entities().get(0), Headers.REQUEST)).isEqualTo("r/0");
  }

  private void restart(MappingPlan plan) {
    driver.close();
    driver = driver(plan);
  }

  private void pipe(@Nullable String value) {
    pipe(value, Orders.headers(Orders.COLUMNS, "2"));
  }

  private void pipe(@Nullable String value, RecordHeaders headers) {
    TestInputTopic<byte[], byte[]> raw =
        driver.createInputTopic(
            TOPICS.raw(Orders.TABLE), new ByteArraySerializer(), new ByteArraySerializer());
    byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
    raw.pipeInput(new TestRecord<>("key".getBytes(StandardCharsets.UTF_8), bytes, headers, 1_000L));
  }

  private List<TestRecord<String, String>> entities() {
    return output(TOPICS.entity(Orders.ENTITY));
  }

  private List<TestRecord<String, String>> output(String topic) {
    return driver
        .createOutputTopic(topic, new StringDeserializer(), new StringDeserializer())
        .readRecordsToList();
  }

  private List<DeadLetter> letters() {
    return output(TOPICS.deadLetters()).stream()
        .map(record -> DeadLetter.ofJson(record.value().getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  private @Nullable DeadLetter parked;

  private DeadLetter onlyLetter() {
    if (parked == null) {
      List<DeadLetter> letters = letters();
      assertThat(letters).hasSize(1);
      parked = letters.get(0);
    }
    return parked;
  }

  private static String header(TestRecord<String, String> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.US_ASCII);
  }

  private static Version version(TestRecord<String, String> record) {
    String value = record.value();
    int start = value.indexOf("\"version\":\"") + 11;
    return new Version(Long.parseLong(value.substring(start, value.indexOf('"', start))));
  }
}
