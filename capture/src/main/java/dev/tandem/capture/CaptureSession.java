/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.SourceReader;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.wire.RequestsTopic;
import dev.tandem.wire.SchemaRecord;
import dev.tandem.wire.SchemaStore;
import dev.tandem.wire.Topics;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.ProducerRecord;
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
  private volatile @Nullable SourceSession source;
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
    try (Publication publication = new Publication(config);
        SourceSession opened = config.source().session(config, meter);
        RequestsTopic.Reader requests =
            RequestsTopic.Reader.fromTheStart(config.kafka(), config.topics())) {
      engine = engine(session, publication, opened, requests);
      source = opened;
      if (!stopping) {
        runWithHeartbeat(current());
      }
    } finally {
      StoredOffsets.forget(session);
    }
    return Optional.ofNullable(failure.get());
  }

  private void runWithHeartbeat(DebeziumEngine<RecordChangeEvent<SourceRecord>> running) {
    Optional<HeartbeatWriter> heartbeat = HeartbeatWriter.start(config, meter.work());
    try {
      running.run();
    } finally {
      heartbeat.ifPresent(HeartbeatWriter::close);
    }
  }

  private DebeziumEngine<RecordChangeEvent<SourceRecord>> current() {
    DebeziumEngine<RecordChangeEvent<SourceRecord>> made = engine;
    if (made == null) {
      throw new IllegalStateException("no engine");
    }
    return made;
  }

  private DebeziumEngine<RecordChangeEvent<SourceRecord>> engine(
      String session,
      Publication publication,
      SourceSession opened,
      RequestsTopic.Reader requests) {
    OffsetsTopic offsetsTopic = new OffsetsTopic(config.kafka(), config.topics());
    OffsetsTopic.Content stored = offsetsTopic.read();
    SourceOffsets offsets = stored.offsets();
    offsets.all().stream()
        .filter(known -> !known.inSnapshot())
        .forEach(known -> config.source().checkContinues(config, known));
    Map<String, TopicDescription> raw =
        topics.describe(config.tables().stream().map(config.topics()::raw).toList());
    Set<String> unread = unread(offsets);
    SourceFacts facts = config.source().facts();
    CaptureState state = new NextState(config, stored.state(), raw, facts.identity()).begin(unread);
    stored.state().added(config.topics(), config.tables()).stream()
        .filter(table -> !unread.contains(config.topics().raw(table)))
        .filter(table -> !config.plan().heartbeat().equals(Optional.of(table))) // written anew soon
        .forEach(CaptureSession::warnOfAdded);
    if (!state.equals(stored.state())) {
      publication.transaction(open -> open.send(offsetsTopic.record(state)));
    }
    List<SourceTable> tables = tables();
    describe(tables, publication);
    StoredOffsets.open(session, offsets);
    TableMeters tableMeters = new TableMeters(config.source(), meter.work());
    tableMeters.begin(config.tables(), table -> unread.contains(config.topics().raw(table)));
    LOG.info(
        "capture goes on {} (generation {})",
        unread.isEmpty()
            ? "after "
                + offsets.all().stream()
                    .map(SourceOffsets.Offset::position)
                    .collect(Collectors.joining(", "))
            : "with a snapshot",
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
            tableMeters,
            new PublishedOffset(config.source(), offsets),
            opened,
            new StateRecord(state, publication, offsetsTopic),
            requests);
    return build(EngineSettings.of(config, tables, facts, session), publisher);
  }

  /** Who joins an empty table must know its columns, too, though no record will name them. */
  private void describe(List<SourceTable> tables, Publication publication) {
    try (SchemaStore schemas = new SchemaStore(config.kafka(), config.topics())) {
      List<SchemaRecord> unknown =
          tables.stream()
              .filter(table -> schemas.latest(table.id()).isEmpty())
              .map(config::keyed)
              .map(SchemaRecord::of)
              .toList();
      if (!unknown.isEmpty()) {
        publication.transaction(
            open ->
                unknown.forEach(
                    schema ->
                        open.send(
                            new ProducerRecord<>(
                                config.topics().schemas(),
                                schema.key().getBytes(StandardCharsets.UTF_8),
                                schema.value()))));
      }
    }
  }

  private static void warnOfAdded(TableId table) {
    LOG.warn(
        "{}: {} was added after other tables had been captured: the rows that it holds already are not"
            + " read. {}",
        CaptureCode.ADDED.code(),
        table,
        CaptureCode.ADDED.remedy());
  }

  private static Map<String, Integer> partitions(Map<String, TopicDescription> raw) {
    Map<String, Integer> partitions = new HashMap<>();
    raw.forEach((topic, description) -> partitions.put(topic, description.partitions().size()));
    return partitions;
  }

  /** The raw topics of which a snapshot is yet to be taken. */
  private Set<String> unread(SourceOffsets offsets) {
    List<String> databases = config.tables().stream().map(TableId::database).distinct().toList();
    Set<String> unread = Set.copyOf(config.source().unread(offsets, databases));
    return config.tables().stream()
        .filter(table -> unread.contains(table.database()))
        .map(config.topics()::raw)
        .collect(Collectors.toSet());
  }

  private List<SourceTable> tables() {
    try (SourceReader source = config.source().reader()) {
      return config.tables().stream().map(source::table).toList();
    }
  }

  private DebeziumEngine<RecordChangeEvent<SourceRecord>> build(
      Properties settings, BatchPublisher publisher) {
    return DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
        .using(settings)
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

  /** Whether the source let it in, as far as its connector was started. */
  boolean hasBegun() {
    return source != null;
  }

  /** Looks after the source; fails the session when changes are lost. */
  void look() {
    SourceSession opened = source;
    if (opened != null) {
      try {
        opened.look();
      } catch (TandemException e) {
        fail(e);
      }
    }
  }

  /** Ends the engine because of a failure that it did not notice itself. */
  void fail(TandemException why) {
    failure.compareAndSet(null, why);
    stop();
  }
}
