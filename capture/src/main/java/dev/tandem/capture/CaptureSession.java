/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.fault.Safeguard;
import dev.tandem.model.source.SourcePosition;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.mysql.MySqlReader;
import dev.tandem.mysql.MySqlServer;
import dev.tandem.wire.Topics;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the engine, from the last committed offset until something fails or it is told to stop. */
final class CaptureSession {
  private static final Logger LOG = LoggerFactory.getLogger(CaptureSession.class);
  private static final int LARGEST_RECORD = 16 << 20;
  private static final Duration CLOSE = Duration.ofSeconds(1);

  private final CaptureConfig config;
  private final Topics topics;
  private final CaptureMeter meter;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile @Nullable DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
  private volatile boolean stopping;

  CaptureSession(CaptureConfig config, Topics topics, CaptureMeter meter) {
    this.config = config;
    this.topics = topics;
    this.meter = meter;
  }

  /**
   * Runs to the end.
   *
   * @return why it ended, or empty when it was told to stop
   */
  Optional<Throwable> run() {
    String session = UUID.randomUUID().toString();
    Producer<byte[], byte[]> producer = producer();
    try (MySqlReader source = new MySqlReader(config.source())) {
      if (Safeguard.CAPTURE_TRANSACTION.on()) {
        producer.initTransactions(); // fences the former capture and ends what it left open
      }
      engine = engine(session, source, producer);
      source.close();
      if (!stopping) {
        meter.restarted();
        current().run();
      }
    } finally {
      StoredOffsets.forget(session);
      producer.close(CLOSE);
    }
    return Optional.ofNullable(failure.get());
  }

  private DebeziumEngine<RecordChangeEvent<SourceRecord>> current() {
    DebeziumEngine<RecordChangeEvent<SourceRecord>> made = engine;
    if (made == null) {
      throw new IllegalStateException("no engine");
    }
    return made;
  }

  private DebeziumEngine<RecordChangeEvent<SourceRecord>> engine(
      String session, MySqlReader source, Producer<byte[], byte[]> producer) {
    OffsetsTopic offsetsTopic = new OffsetsTopic(config.kafka(), config.topics());
    OffsetsTopic.Content stored = offsetsTopic.read();
    Optional<SourceOffsets.Offset> offset = stored.offsets().only();
    MySqlServer server = source.server();
    offset
        .filter(known -> !known.inSnapshot())
        .ifPresent(known -> SourceIdentity.check(source, server, new SourcePosition(known.gtids())));
    Map<String, TopicDescription> raw =
        topics.describe(config.tables().stream().map(config.topics()::raw).toList());
    CaptureState state =
        new NextState(config, stored.state(), raw, server)
            .begin(offset.isEmpty() || offset.get().inSnapshot());
    if (!state.equals(stored.state())) {
      publish(state, offsetsTopic, producer);
    }
    StoredOffsets.open(session, stored.offsets());
    LOG.info(
        "capture goes on {} (generation {})",
        offset.map(known -> "after " + known.gtids()).orElse("with a snapshot"),
        state.generation());
    BatchPublisher publisher =
        new BatchPublisher(
            config,
            producer,
            new RawRecords(partitions(raw), state.generation(), LARGEST_RECORD),
            offsetsTopic,
            meter,
            new SnapshotSweep(config, state));
    return build(session, tables(source), publisher);
  }

  private static void publish(
      CaptureState state, OffsetsTopic offsetsTopic, Producer<byte[], byte[]> producer) {
    if (Safeguard.CAPTURE_TRANSACTION.on()) {
      producer.beginTransaction();
      producer.send(offsetsTopic.record(state));
      producer.commitTransaction();
    } else {
      producer.send(offsetsTopic.record(state));
      producer.flush();
    }
  }

  private static Map<String, Integer> partitions(Map<String, TopicDescription> raw) {
    Map<String, Integer> partitions = new HashMap<>();
    raw.forEach((topic, description) -> partitions.put(topic, description.partitions().size()));
    return partitions;
  }

  private List<SourceTable> tables(MySqlReader source) {
    return config.tables().stream().map((TableId id) -> source.table(id)).collect(Collectors.toList());
  }

  private DebeziumEngine<RecordChangeEvent<SourceRecord>> build(
      String session, List<SourceTable> tables, BatchPublisher publisher) {
    return DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
        .using(EngineSettings.of(config, tables, session))
        .using(
            (success, message, error) -> {
              if (!stopping) {
                failure.set(error != null ? error : new IllegalStateException(message));
              }
            })
        .notifying(publisher)
        .build();
  }

  private Producer<byte[], byte[]> producer() {
    Map<String, Object> own = new HashMap<>();
    own.put(ProducerConfig.ACKS_CONFIG, "all");
    own.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    own.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    own.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
    own.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD + 1024);
    own.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 15_000);
    own.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
    if (Safeguard.CAPTURE_TRANSACTION.on()) {
      own.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, config.topics().captureTransaction());
      // A frozen capture holds readers back for as long; one that starts again ends it at once.
      own.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 45_000);
    }
    return new KafkaProducer<>(
        config.kafka().with(own), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Ends the engine; safe from any thread. What was not committed is read again. */
  void stop() {
    stopping = true;
    DebeziumEngine<RecordChangeEvent<SourceRecord>> running = engine;
    if (running != null) {
      try {
        running.close();
      } catch (IOException | IllegalStateException e) {
        LOG.debug("the engine is starting or stopping already", e);
      }
    }
  }

  /** Ends the engine because of a failure that it did not notice itself. */
  void fail(TandemException why) {
    failure.compareAndSet(null, why);
    stop();
  }
}
