/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.letters;

import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.model.entity.EntityName;
import dev.tandem.verify.EntityReport;
import dev.tandem.wire.AuditEntry;
import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.DeadLetterTopic;
import dev.tandem.wire.DeadLetterTopic.Filed;
import dev.tandem.wire.Topics;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes down that letters are settled: first who did it and why, then that they are, so that no
 * letter is ever settled without a trace.
 */
public final class Settlements implements AutoCloseable {
  private final Pipeline pipeline;
  private final Operator operator;
  private final Clock clock;
  private final Producer<byte[], byte[]> producer;

  /** Makes the topics that it writes, where they are missing. */
  public Settlements(Pipeline pipeline, Operator operator, Clock clock) {
    this.pipeline = pipeline;
    this.operator = operator;
    this.clock = clock;
    try (Topics topics = pipeline.topics()) {
      topics.ensureCommon();
    }
    this.producer =
        new KafkaProducer<>(
            pipeline
                .kafka()
                .with(
                    Map.of(
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        Topics.LARGEST_RECORD)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Settles letters.
   *
   * @param action such as {@code dead-letter.dropped}
   * @param outcomes what became of each
   */
  public void settle(String action, String why, Map<Filed, String> outcomes) {
    List<ProducerRecord<byte[], byte[]>> entries = new ArrayList<>();
    List<ProducerRecord<byte[], byte[]>> settled = new ArrayList<>();
    outcomes.forEach(
        (filed, outcome) -> {
          entries.add(entry(action, why, filed, outcome).record(pipeline.names()));
          settled.add(DeadLetterTopic.settlement(pipeline.names(), filed.letter()));
        });
    send(entries);
    send(settled);
  }

  private AuditEntry entry(String action, String why, Filed filed, String outcome) {
    DeadLetter letter = filed.letter();
    Map<String, String> before = new TreeMap<>();
    before.put("number", Long.toString(filed.number()));
    before.put("letter", letter.key());
    before.put("code", letter.code());
    before.put("field", letter.field());
    return entry(action, letter.entity(), why, before, Map.of("outcome", outcome));
  }

  private AuditEntry entry(
      String action,
      String entity,
      String why,
      Map<String, String> before,
      Map<String, String> after) {
    return new AuditEntry(
        UUID.randomUUID().toString(),
        clock.instant().toString(),
        operator.user(),
        operator.host(),
        action,
        entity,
        why,
        before,
        after);
  }

  /**
   * Writes down what is done to an entity's rows.
   *
   * @param action such as {@code replay.started}
   */
  public void note(
      String action,
      EntityName entity,
      String why,
      Map<String, String> before,
      Map<String, String> after) {
    send(List.of(entry(action, entity.toString(), why, before, after).record(pipeline.names())));
  }

  /** Writes down that rows are about to be sent again because they differ. */
  void repairing(EntityReport report) {
    Map<String, String> before =
        Map.of(
            "target", report.target(), "differences", Long.toString(report.differences().count()));
    Map<String, String> after =
        Map.of("rowsSent", Integer.toString(report.repairable().first().size()));
    send(
        List.of(
            entry("verify.repaired", report.entity().toString(), "", before, after)
                .record(pipeline.names())));
  }

  /** Returns when Kafka has all of them. */
  void send(List<ProducerRecord<byte[], byte[]>> records) {
    List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
    try {
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw Topics.failure(
          e.getCause() == null ? e : e.getCause(), "what was done could not be written down");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
