/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.error.TandemException;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of the engine, from the last committed offset until something fails or it is told to
 * stop.
 */
final class CaptureSession {
  private static final Logger LOG = LoggerFactory.getLogger(CaptureSession.class);

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
    try (Publication publication = new Publication(config)) {
      try (MySqlReader source = new MySqlReader(config.source())) {
        engine = engine(session, source, publication);
      }
      if (!stopping) {
        current().run();
      }
    } finally {
      StoredOffsets.forget(session);
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
      String session, MySqlReader source, Publication publication) {
    OffsetsTopic offsetsTopic = new OffsetsTopic(config.kafka(), config.topics());
    OffsetsTopic.Content stored = offsetsTopic.read();
    Optional<SourceOffsets.Offset> offset = stored.offsets().only();
    MySqlServer server = source.server();
    offset
        .filter(known -> !known.inSnapshot())
        .ifPresent(
            known -> SourceIdentity.check(source, server, new SourcePosition(known.gtids())));
    Map<String, TopicDescription> raw =
        topics.describe(config.tables().stream().map(config.topics()::raw).toList());
    CaptureState state =
        new NextState(config, stored.state(), raw, server)
            .begin(offset.isEmpty() || offset.get().inSnapshot());
    if (!state.equals(stored.state())) {
      publication.transaction(open -> open.send(offsetsTopic.record(state)));
    }
    StoredOffsets.open(session, stored.offsets());
    LOG.info(
        "capture goes on {} (generation {})",
        offset.map(known -> "after " + known.gtids()).orElse("with a snapshot"),
        state.generation());
    BatchPublisher publisher =
        new BatchPublisher(
            config,
            publication,
            new RawRecords(
                partitions(raw),
                state.generation(),
                state.nothingBefore(),
                Publication.LARGEST_RECORD),
            offsetsTopic,
            meter,
            new PublishedOffset(offset.map(SourceOffsets.Offset::members)),
            new StateRecord(state, publication, offsetsTopic));
    return build(session, tables(source), publisher);
  }

  private static Map<String, Integer> partitions(Map<String, TopicDescription> raw) {
    Map<String, Integer> partitions = new HashMap<>();
    raw.forEach((topic, description) -> partitions.put(topic, description.partitions().size()));
    return partitions;
  }

  private List<SourceTable> tables(MySqlReader source) {
    return config.tables().stream()
        .map((TableId id) -> source.table(id))
        .collect(Collectors.toList());
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
