/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.fault.FailPoint;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private final PublishedOffset published;
  private final SnapshotSweep sweep;
  private final Truncations truncations;
  private final SourceEngine engine;
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
      PublishedOffset published,
      StateRecord state) {
    this.pipeline = config.topics().pipeline();
    this.schemasTopic = config.topics().schemas();
    this.engine = config.source();
    this.tables = new CapturedTables(engine);
    this.publication = publication;
    this.records = records;
    this.offsets = offsets;
    this.meter = meter;
    this.published = published;
    UntoldChanges changes = new UntoldChanges(records);
    this.sweep = new SnapshotSweep(config, state, publication, changes);
    this.truncations = new Truncations(config, state, publication, changes);
  }

  @Override
  public void handleBatch(
      List<RecordChangeEvent<SourceRecord>> batches,
      DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
      throws InterruptedException {
    for (RecordChangeEvent<SourceRecord> batch : batches) {
      List<SourceRecord> all = engine.complete(WholeBatch.unpacked(batch.record()));
      int streamed = firstStreamed(all);
      publish(all, streamed);
      committer.markProcessed(batch);
      committer.markBatchFinished();
      if (streamed == all.size() && all.size() < EngineSettings.LARGEST_BATCH) {
        Thread.sleep(SNAPSHOT_LINGER_MS);
      }
    }
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
      if (!isHeartbeat(record) && Truncations.isOne(record)) {
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
    if (isHeartbeat(record)) {
      return record.sourceOffset().get("snapshot") != null;
    }
    String snapshot = ((Struct) record.value()).getStruct("source").getString("snapshot");
    return snapshot != null && !snapshot.equals("false") && !snapshot.equals("incremental");
  }

  private static boolean isHeartbeat(SourceRecord record) {
    return record.topic().startsWith(EngineSettings.HEARTBEAT_PREFIX);
  }

  /** Publishes records of a snapshot, or of the log, but never of both. */
  private void publish(List<SourceRecord> batch) {
    if (batch.isEmpty()) {
      return;
    }
    boolean snapshot = isSnapshot(batch.get(0));
    int[] changes = {0};
    publication.transaction(
        open -> {
          Map<Map<String, ?>, Map<String, ?>> ends = new LinkedHashMap<>();
          for (SourceRecord record : batch) {
            Map<String, ?> partition = record.sourcePartition();
            ends.put(
                partition, published.of(partition, record.sourceOffset(), isHeartbeat(record)));
            if (!isHeartbeat(record) && !Truncations.isOne(record)) {
              send(record, snapshot);
              changes[0]++;
            }
            FailPoint.hit("capture.mid-batch");
          }
          publication.beforeOffsets();
          FailPoint.hit("capture.before-offsets");
          ends.forEach(this::send);
        });
    FailPoint.hit("capture.after-commit");
    meter.published(snapshot ? changes[0] : 0, snapshot ? 0 : changes[0]);
    LOG.debug("published {} records", changes[0]);
  }

  private void send(Map<String, ?> partition, Map<String, ?> offset) {
    publication.send(
        offsets.record(SourceOffsets.key(pipeline, partition), SourceOffsets.value(offset)));
  }

  private void send(SourceRecord record, boolean snapshot) {
    CapturedTables.CapturedTable table = tables.of(record);
    if (described.add(table)) {
      byte[] key = table.schema().key().getBytes(StandardCharsets.UTF_8);
      publication.send(new ProducerRecord<>(schemasTopic, 0, key, table.schema().value()));
    }
    publication.send(records.of(record, table, snapshot));
  }

  @Override
  public boolean supportsTombstoneEvents() {
    return false;
  }
}
