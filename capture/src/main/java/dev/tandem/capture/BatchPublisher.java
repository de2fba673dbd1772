/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.fault.FailPoint;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.wire.RequestsTopic;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes each of the engine's batches in one Kafka transaction, the source offset that it ends
 * at included; only then is the batch marked as processed (invariant 1, design decision D5).
 */
final class BatchPublisher
    implements DebeziumEngine.ChangeConsumer<RecordChangeEvent<SourceRecord>> {
  private static final Logger LOG = LoggerFactory.getLogger(BatchPublisher.class);

  /**
   * A snapshot's rows are not awaited one by one, and a transaction costs the broker as much as
   * hundreds of them; the engine's queue fills meanwhile.
   */
  private static final int SNAPSHOT_LINGER_MS = 100;

  private final String pipeline;
  private final Publication publication;
  private final RawRecords records;
  private final OffsetsTopic offsets;
  private final String schemasTopic;
  private final CaptureMeter meter;
  private final TableMeters tableMeters;
  private final PublishedOffset published;
  private final UntoldChanges untold;
  private final SnapshotSweep sweep;
  private final Truncations truncations;
  private final RequestedRows requested;
  private final SourceSession session;
  private final Heartbeats heartbeats = new Heartbeats();
  private final CapturedTables tables;

  /** Those whose schema is published; each is one object, which is quicker to find than its key. */
  private final Set<CapturedTables.CapturedTable> described =
      Collections.newSetFromMap(new IdentityHashMap<>());

  BatchPublisher(
      CaptureConfig config,
      Publication publication,
      RawRecords records,
      OffsetsTopic offsets,
      CaptureMeter meter,
      TableMeters tableMeters,
      PublishedOffset published,
      SourceSession session,
      StateRecord state,
      RequestsTopic.Reader requests) {
    this.pipeline = config.topics().pipeline();
    this.schemasTopic = config.topics().schemas();
    this.session = session;
    this.tables = new CapturedTables(config.source());
    this.publication = publication;
    this.records = records;
    this.offsets = offsets;
    this.meter = meter;
    this.tableMeters = tableMeters;
    this.published = published;
    this.untold = new UntoldChanges(records, config.topics());
    this.sweep = new SnapshotSweep(config, state, publication, untold);
    this.truncations = new Truncations(config, state, publication, untold);
    this.requested = new RequestedRows(config, requests, publication, untold, this::describe);
  }

  @Override
  public void handleBatch(
      List<RecordChangeEvent<SourceRecord>> batches,
      DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
      throws InterruptedException {
    for (RecordChangeEvent<SourceRecord> batch : batches) {
      List<SourceRecord> all = session.complete(WholeBatch.unpacked(batch.record()));
      int streamed = firstStreamed(all);
      publish(all, streamed);
      committer.markProcessed(batch);
      committer.markBatchFinished();
      if (streamed < all.size()) {
        answerRequests();
      }
      if (streamed == all.size() && all.size() < EngineSettings.LARGEST_BATCH) {
        Thread.sleep(SNAPSHOT_LINGER_MS);
      }
    }
  }

  /** The engine's heartbeats make batches also while the source rests. */
  private void answerRequests() {
    meter.publishing();
    meter.published(0, requested.answer());
  }

  private void publish(List<SourceRecord> batch, int streamed) {
    meter.publishing();
    publish(batch.subList(0, streamed));
    if (streamed < batch.size()) {
      sweepOnce();
      publishStreamed(batch.subList(streamed, batch.size()));
    }
  }

  /** What a snapshot that was begun again no longer finds must go before the log goes on. */
  private void sweepOnce() {
    meter.streams();
    if (sweep.isDue()) {
      sweep.run();
    }
  }

  /** What came before a TRUNCATE must be published before it is known which rows there were. */
  private void publishStreamed(List<SourceRecord> batch) {
    int from = 0;
    for (int i = 0; i < batch.size(); i++) {
      SourceRecord record = batch.get(i);
      if (!Heartbeats.isOne(record) && Truncations.isOne(record)) {
        publish(batch.subList(from, i));
        truncations.apply(record);
        from = i;
      }
    }
    publish(batch.subList(from, batch.size()));
  }

  private static int firstStreamed(List<SourceRecord> batch) {
    for (int i = 0; i < batch.size(); i++) {
      if (!isSnapshot(batch.get(i))) {
        return i;
      }
    }
    return batch.size();
  }

  private static boolean isSnapshot(SourceRecord record) {
    if (Heartbeats.isOne(record)) {
      return record.sourceOffset().get("snapshot") != null;
    }
    String snapshot = ((Struct) record.value()).getStruct("source").getString("snapshot");
    return snapshot != null && !snapshot.equals("false") && !snapshot.equals("incremental");
  }

  /** Publishes records of a snapshot, or of the log, but never of both. */
  private void publish(List<SourceRecord> batch) {
    if (batch.isEmpty()) {
      return;
    }
    boolean snapshot = isSnapshot(batch.get(0));
    int[] sent = {0};
    Map<Map<String, ?>, Map<String, ?>> ends = ends(batch);
    publication.transaction(
        open -> {
          for (SourceRecord record : batch) {
            if (!Heartbeats.isOne(record) && !Truncations.isOne(record)) {
              send(record, snapshot);
              sent[0]++;
            }
            FailPoint.hit("capture.mid-batch");
          }
          ends.forEach((partition, offset) -> sent[0] += sendRows(partition, offset));
          publication.beforeOffsets();
          FailPoint.hit("capture.before-offsets");
          ends.forEach(this::send);
        });
    FailPoint.hit("capture.after-commit");
    ends.forEach(session::published);
    meter.published(snapshot ? sent[0] : 0, snapshot ? 0 : sent[0]);
    tableMeters.published(batch, snapshot);
    LOG.debug("published {} records", sent[0]);
  }

  /** Where each partition of the source stands behind the batch. */
  private Map<Map<String, ?>, Map<String, ?>> ends(List<SourceRecord> batch) {
    Map<Map<String, ?>, Map<String, ?>> ends = new LinkedHashMap<>();
    for (int i = 0; i < batch.size(); i++) {
      SourceRecord record = batch.get(i);
      if (i + 1 < batch.size() && isOvertaken(record, batch.get(i + 1))) {
        continue;
      }
      Map<String, ?> partition = record.sourcePartition();
      ends.put(partition, published.of(partition, offset(record), Heartbeats.isOne(record)));
    }
    return ends;
  }

  /** Whether the next record's offset counts, whatever this one's is: most records are changes. */
  private static boolean isOvertaken(SourceRecord record, SourceRecord next) {
    return !Heartbeats.isOne(next) && next.sourcePartition().equals(record.sourcePartition());
  }

  private Map<String, ?> offset(SourceRecord record) {
    OptionalLong before = heartbeats.repeated(record);
    return Heartbeats.isOne(record)
        ? session.offset(record.sourcePartition(), record.sourceOffset(), before)
        : record.sourceOffset();
  }

  private void send(Map<String, ?> partition, Map<String, ?> offset) {
    publication.send(
        offsets.record(SourceOffsets.key(pipeline, partition), SourceOffsets.value(offset)));
  }

  private int sendRows(Map<String, ?> partition, Map<String, ?> offset) {
    List<SourceRow> rows = session.reread(partition, offset);
    Map<SourceTable, CapturedTables.CapturedTable> tablesOfRows = new HashMap<>();
    for (SourceRow row : rows) {
      CapturedTables.CapturedTable table =
          tablesOfRows.computeIfAbsent(row.table(), CapturedTables::of);
      describe(table);
      publication.send(untold.read(row, table));
    }
    return rows.size();
  }

  private void send(SourceRecord record, boolean snapshot) {
    CapturedTables.CapturedTable table = tables.of(record);
    describe(table);
    publication.send(records.of(record, table, snapshot));
  }

  private void describe(CapturedTables.CapturedTable table) {
    if (described.add(table)) {
      byte[] key = table.schema().key().getBytes(StandardCharsets.UTF_8);
      publication.send(new ProducerRecord<>(schemasTopic, 0, key, table.schema().value()));
    }
  }

  @Override
  public boolean supportsTombstoneEvents() {
    return false;
  }
}
