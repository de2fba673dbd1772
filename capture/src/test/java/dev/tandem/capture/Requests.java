/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import static org.awaitility.Awaitility.await;

import dev.tandem.model.source.TableId;
import dev.tandem.wire.Headers;
import dev.tandem.wire.RequestsTopic;
import dev.tandem.wire.RereadAnswer;
import dev.tandem.wire.RereadRequest;
import dev.tandem.wire.testing.TestTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Asks captures to read rows again. */
final class Requests {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final KafkaRig rig;
  private final CaptureConfig config;

  Requests(KafkaRig rig, CaptureConfig config) {
    this.rig = rig;
    this.config = config;
  }

  /** A row of which no raw record is named. */
  static RereadRequest.Row row(String key) {
    return new RereadRequest.Row(key, 0, -1);
  }

  /** The row of a raw record. */
  static RereadRequest.Row of(ConsumerRecord<String, String> raw) {
    return new RereadRequest.Row(raw.key(), raw.partition(), raw.offset());
  }

  static RereadRequest request(TableId table, RereadRequest.Row... rows) {
    return request(table, List.of(), rows);
  }

  /** One for all rows that have the values of these columns. */
  static RereadRequest request(TableId table, List<String> columns, RereadRequest.Row... rows) {
    return new RereadRequest(
        UUID.randomUUID().toString(),
        table.toString(),
        columns,
        Arrays.asList(rows),
        "test",
        0,
        "a test");
  }

  void send(RereadRequest... requests) {
    try (TestTopics topics = new TestTopics(rig.connection)) {
      topics.send(
          Arrays.stream(requests)
              .map(request -> RequestsTopic.record(config.topics(), request))
              .toList());
    }
  }

  /** Asks, and waits for the answer. */
  RereadAnswer ask(RereadRequest request) {
    return ask(request.id(), new String(request.toJson(), StandardCharsets.UTF_8));
  }

  /** The same with a request as somebody else may write it. */
  RereadAnswer ask(String id, String json) {
    try (RequestsTopic.Reader reader =
            RequestsTopic.Reader.fromNow(rig.connection, config.topics());
        TestTopics topics = new TestTopics(rig.connection)) {
      topics.send(
          new ProducerRecord<>(
              config.topics().requests(),
              ("request/" + id).getBytes(StandardCharsets.UTF_8),
              json.getBytes(StandardCharsets.UTF_8)));
      await()
          .atMost(SOON)
          .until(
              () -> {
                reader.readOn();
                return reader.answer(id).isPresent();
              });
      return reader.answer(id).orElseThrow();
    }
  }

  /** The raw records that a request brought about. */
  List<ConsumerRecord<String, String>> answers(TableId table, RereadRequest request) {
    return rig.raw(config, table).stream()
        .filter(
            record -> {
              var header = record.headers().lastHeader(Headers.REQUEST);
              return header != null
                  && new String(header.value(), StandardCharsets.US_ASCII)
                      .startsWith(request.id() + "/");
            })
        .toList();
  }
}
