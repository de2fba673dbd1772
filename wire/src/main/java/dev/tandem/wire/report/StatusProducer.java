/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire.report;

import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes reports; the topic must exist. A report that is late is worth nothing: soon given up.
 */
public final class StatusProducer implements AutoCloseable {
  private static final int BLOCKS_MS = 3_000;
  private static final int REQUEST_MS = 3_000;
  private static final int DELIVERY_MS = 4_000;
  private static final Duration CLOSE = Duration.ofSeconds(1);

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;

  /** Connects lazily. */
  public StatusProducer(KafkaConnection kafka, PipelineTopics topics) {
    this.topic = topics.status();
    this.producer =
        new KafkaProducer<>(
            kafka.with(
                Map.of(
                    ProducerConfig.ACKS_CONFIG, "all",
                    ProducerConfig.LINGER_MS_CONFIG, 0,
                    ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCKS_MS,
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MS)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Publishes a report.
   *
   * @throws dev.tandem.model.error.TandemException when Kafka does not take it
   */
  public void tell(ProcessReport report) {
    send(report.identity().key(), report.toJson());
  }

  /**
   * Publishes what a comparison came to.
   *
   * @throws dev.tandem.model.error.TandemException when Kafka does not take it
   */
  public void tell(Verified verified) {
    send(verified.key().getBytes(StandardCharsets.UTF_8), verified.toJson());
  }

  /**
   * Takes back what a process that ended in order had told.
   *
   * @throws dev.tandem.model.error.TandemException when Kafka does not take it
   */
  public void ended(ProcessReport.Identity identity) {
    send(identity.key(), null);
  }

  private void send(byte[] key, byte @Nullable [] value) {
    try {
      producer.send(new ProducerRecord<>(topic, 0, key, value)).get();
    } catch (ExecutionException e) {
      throw Topics.failure(e.getCause() == null ? e : e.getCause(), "a report was not published");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptException(e);
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
