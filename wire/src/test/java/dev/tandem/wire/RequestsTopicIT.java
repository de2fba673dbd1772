/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.local.LocalKafka;
import dev.tandem.wire.testing.TestTopics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topics of requests and of the audit, and records by where they lie. */
class RequestsTopicIT {
  @TempDir static Path folder;
  private static LocalKafka local;
  private static KafkaConnection kafka;

  @BeforeAll
  static void startKafka() {
    local = LocalKafka.start(folder);
    kafka = KafkaConnection.plain(local.bootstrapServers());
  }

  @AfterAll
  static void stopKafka() {
    local.close();
  }

  private static PipelineTopics pipeline(String name) {
    PipelineTopics names = new PipelineTopics(name);
    try (Topics topics =
        new Topics(kafka, names, new TopicSettings(1, (short) 1, Duration.ofDays(1)))) {
      topics.ensureCommon();
    }
    return names;
  }

  private static RereadRequest request(String id) {
    return new RereadRequest(
        id, "shop.orders", List.of(new RereadRequest.Row("{\"id\":1}", 3, 5)), "me", 1, "why");
  }

  private static RereadAnswer answer(String id) {
    return new RereadAnswer(id, List.of(RereadAnswer.Outcome.PUBLISHED), "");
  }

  @Test
  void shouldTellTheRequestsWithoutAnAnswerInTheirOrder() {
    PipelineTopics names = pipeline("open");
    try (TestTopics topics = new TestTopics(kafka);
        RequestsTopic.Reader reader = RequestsTopic.Reader.fromTheStart(kafka, names)) {
      // Given
      topics.send(
          List.of(
              RequestsTopic.record(names, request("a")),
              RequestsTopic.record(names, request("b")),
              RequestsTopic.record(names, answer("a")),
              new ProducerRecord<>(
                  names.requests(), "request/x".getBytes(StandardCharsets.UTF_8), new byte[] {'?'}),
              RequestsTopic.record(names, request("c"))));

      // When
      reader.readOn();

      // Then
      assertThat(reader.next()).contains(request("b"));
      assertThat(reader.malformed()).isEqualTo(1);
      reader.answered(request("b"));
      assertThat(reader.next()).contains(request("c"));
      topics.send(RequestsTopic.record(names, answer("c")));
      reader.readOn();
      assertThat(reader.next()).isEmpty();
    }
  }

  @Test
  void shouldNotKeepAllOfManyRequestsInMemory() {
    PipelineTopics names = pipeline("many");
    String image = "\"" + "x".repeat(6 << 20) + "\"";
    try (TestTopics topics = new TestTopics(kafka);
        RequestsTopic.Reader reader = RequestsTopic.Reader.fromTheStart(kafka, names)) {
      // Given more than is kept, and one as earlier versions wrote it
      for (String id : List.of("a", "b", "c", "d")) {
        topics.send(
            new ProducerRecord<>(
                names.requests(),
                ("request/" + id).getBytes(StandardCharsets.UTF_8),
                ("{\"id\":\""
                        + id
                        + "\",\"table\":\"t\",\"rows\":[{\"key\":\"k\",\"partition\":0,\"offset\":-1,"
                        + "\"last\":{\"schema\":\"s\",\"after\":"
                        + image
                        + ",\"cut\":[]}}],\"by\":\"\",\"atMillis\":1,\"why\":\"\"}")
                    .getBytes(StandardCharsets.UTF_8)));
      }
      topics.send(
          new ProducerRecord<>(
              names.requests(),
              "request/e".getBytes(StandardCharsets.UTF_8),
              "{\"id\":\"e\",\"table\":\"t\",\"rows\":[{\"key\":\"k\",\"partition\":0,\"offset\":-1}],\"by\":\"\",\"atMillis\":1,\"why\":\"\"}"
                  .getBytes(StandardCharsets.UTF_8)));

      // When
      reader.readOn();

      // Then each is there when its turn comes
      assertThat(reader.open()).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
      assertThat(reader.bytesKept()).isLessThan(16 << 20);
      for (String id : List.of("a", "b", "c", "d", "e")) {
        RereadRequest next = reader.next().orElseThrow();
        assertThat(next.id()).isEqualTo(id);
        assertThat(next.rows().get(0).last() == null).isEqualTo(id.equals("e"));
        reader.answered(next);
      }
      assertThat(reader.next()).isEmpty();
      assertThat(reader.bytesKept()).isZero();
      assertThat(reader.malformed()).isZero();
      assertThat(reader.asked()).isEqualTo(5);
    }
  }

  @Test
  void shouldTellTheAnswersToWhoWaitsForThem() {
    PipelineTopics names = pipeline("answers");
    try (TestTopics topics = new TestTopics(kafka)) {
      topics.send(RequestsTopic.record(names, answer("before")));
      try (RequestsTopic.Reader reader = RequestsTopic.Reader.fromNow(kafka, names)) {
        topics.send(RequestsTopic.record(names, answer("after")));
        reader.readOn();
        assertThat(reader.answer("before")).isEmpty();
        assertThat(reader.answer("after")).contains(answer("after"));
      }
    }
  }

  @Test
  void shouldTellTheOrdersThatStandAndEachRestartOnce() {
    PipelineTopics names = pipeline("orders");
    EntityOrder postgres = new EntityOrder("shop.order", "postgres", "ada", 1, "a reason");
    EntityOrder dynamo = new EntityOrder("shop.order", "dynamo", "ada", 2, "");
    try (TestTopics topics = new TestTopics(kafka);
        ControlTopic.Reader reader = new ControlTopic.Reader(kafka, names)) {
      // Given
      topics.send(
          List.of(
              ControlTopic.pause(names, postgres),
              ControlTopic.pause(names, dynamo),
              ControlTopic.resume(names, postgres),
              ControlTopic.restart(names, postgres),
              new ProducerRecord<>(
                  names.control(),
                  "pause/x".getBytes(StandardCharsets.UTF_8),
                  "{\"entity\":\"nodot\"}".getBytes(StandardCharsets.UTF_8))));

      // When
      reader.readOn();

      // Then
      assertThat(reader.paused()).containsExactly(dynamo);
      assertThat(reader.restarts()).containsExactly(postgres);
      assertThat(reader.restarts()).isEmpty();
      assertThat(reader.seen()).isEqualTo(5);
      assertThat(postgres.line()).contains("ada", "1970-01-01", "a reason");
    }
  }

  @Test
  void shouldFindRecordsByWhereTheyLie() {
    PipelineTopics names = pipeline("places");
    TopicPartition partition = new TopicPartition(names.audit(), 0);
    AuditEntry entry =
        new AuditEntry(
            "1", "2026-01-01T00:00:00Z", "me", "here", "done", "", "", Map.of("b", "1"), Map.of());
    try (TestTopics topics = new TestTopics(kafka);
        PlacedRecords placed = new PlacedRecords(kafka)) {
      topics.send(entry.record(names));
      topics.send(entry.record(names));
      assertThat(placed.at(partition, 1).map(record -> AuditEntry.ofJson(record.value())))
          .contains(entry);
      assertThat(placed.at(partition, 0).map(record -> record.offset())).contains(0L);
      assertThat(placed.at(partition, 2)).isEmpty();
      assertThat(placed.at(partition, 99)).isEmpty();
      assertThat(new String(entry.toJson(), StandardCharsets.UTF_8)).doesNotContain("\n");
    }
  }
}
