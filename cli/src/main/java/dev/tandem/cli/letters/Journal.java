/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.letters;

import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.wire.AuditEntry;
import dev.tandem.wire.Topics;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** Writes down what an operator does to a pipeline, and what that takes. */
public final class Journal implements AutoCloseable {
  private final Pipeline pipeline;
  private final Operator operator;
  private final Clock clock;
  private final Producer<byte[], byte[]> producer;

  /** Makes the pipeline's common topics where they are missing. */
  public Journal(Pipeline pipeline, Operator operator, Clock clock) {
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
   * The record of an entry in the audit.
   *
   * @param action such as {@code dead-letter.dropped}
   * @param entity {@code domain.entity}, or empty
   * @param before how things stood, by name; no value of any row
   * @param after how they stand
   */
  public ProducerRecord<byte[], byte[]> entry(
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
            after)
        .record(pipeline.names());
  }

  /** Writes an entry down, as {@link #entry} makes it; returns when Kafka has it. */
  public void note(
      String action,
      String entity,
      String why,
      Map<String, String> before,
      Map<String, String> after) {
    send(List.of(entry(action, entity, why, before, after)));
  }

  /**
   * Returns when Kafka has all of them.
   *
   * @return the offset of each
   * @throws dev.tandem.model.error.TandemException when Kafka does not take them
   */
  public List<Long> send(List<ProducerRecord<byte[], byte[]>> records) {
    List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
    List<Long> offsets = new ArrayList<>();
    try {
      for (Future<RecordMetadata> one : sent) {
        offsets.add(one.get().offset());
      }
    } catch (ExecutionException e) {
      throw Topics.failure(
          e.getCause() == null ? e : e.getCause(), "what was done could not be written down");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptException(e);
    }
    return offsets;
  }

  @Override
  public void close() {
    producer.close();
  }
}
