/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.fault.Safeguard;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * What a session publishes, a transaction at a time. Opening it fences the former session, in
 * whatever process, and ends what that left open.
 */
final class Publication implements AutoCloseable {
  /** Bytes of key and value that a record may have. */
  static final int LARGEST_RECORD = 16 << 20;

  private static final Duration CLOSE = Duration.ofSeconds(1);

  private final boolean transactional = Safeguard.CAPTURE_TRANSACTION.on();
  private final Producer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  Publication(CaptureConfig config) {
    producer =
        new KafkaProducer<>(
            config.kafka().with(properties(config)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    if (transactional) {
      producer.initTransactions();
    }
  }

  private Map<String, Object> properties(CaptureConfig config) {
    Map<String, Object> own = new HashMap<>();
    own.put(ProducerConfig.ACKS_CONFIG, "all");
    own.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    own.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    own.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
    own.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD + 1024);
    own.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 15_000);
    own.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
    if (transactional) {
      own.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, config.topics().captureTransaction());
      // A frozen capture holds readers back for as long; one that starts again ends it at once.
      own.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 45_000);
    }
    return own;
  }

  /**
   * Publishes all that is sent inside, or nothing of it.
   *
   * @throws KafkaException when it may not have been published; the session must end
   */
  void transaction(Consumer<Publication> sends) {
    if (transactional) {
      producer.beginTransaction();
    }
    sends.accept(this);
    commit();
  }

  private void commit() {
    if (transactional) {
      producer.commitTransaction(); // throws what any of the sends met
      return;
    }
    flush();
  }

  /** Without transactions records must be there before the offset that covers them. */
  void beforeOffsets() {
    if (!transactional) {
      flush();
    }
  }

  private void flush() {
    producer.flush();
    Exception met = failure.get();
    if (met != null) {
      throw new KafkaException("a record was not published", met);
    }
  }

  void send(ProducerRecord<byte[], byte[]> record) {
    Future<RecordMetadata> unused =
        producer.send(
            record,
            (metadata, thrown) -> {
              if (thrown != null) {
                failure.compareAndSet(null, thrown);
              }
            });
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
