/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.type.Value;
import dev.tandem.mysql.MySqlReader;
import dev.tandem.wire.Headers;
import dev.tandem.wire.RawKey;
import dev.tandem.wire.RawRefused;
import dev.tandem.wire.SchemaId;
import dev.tandem.wire.SchemaRecord;
import dev.tandem.wire.SchemaStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what the log will never mention. A snapshot that is cut off is taken again from the
 * start, at a later place in the log; a row deleted in between is in the raw topic, in no later
 * snapshot, and in no log that capture still reads. So once the new snapshot is done, and before
 * the log is read on, every row published before it is looked up at the source, and those that are
 * gone are deleted.
 */
final class SnapshotSweep {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotSweep.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int ROWS_PER_LOOKUP = 500;

  private final CaptureConfig config;
  private CaptureState state;

  SnapshotSweep(CaptureConfig config, CaptureState state) {
    this.config = config;
    this.state = state;
  }

  boolean isDue() {
    return !state.sweep().isEmpty();
  }

  /**
   * Looks up all rows, publishes the deletes in transactions, and with the last that the sweep is
   * done.
   */
  void run(Publication publication, RawRecords records, OffsetsTopic offsets) {
    LOG.info("a snapshot was taken anew: looking for rows that were deleted since the one before");
    int deleted = 0;
    try (SchemaStore schemas = new SchemaStore(config.kafka(), config.topics());
        MySqlReader source = new MySqlReader(config.source());
        Consumer<byte[], byte[]> consumer = consumer()) {
      for (Map.Entry<String, Long> end : state.sweep().entrySet()) {
        deleted +=
            sweep(
                partition(end.getKey()),
                end.getValue(),
                consumer,
                new Finder(schemas, source),
                publication,
                records);
      }
    }
    state = state.swept();
    publication.transaction(open -> open.send(offsets.record(state)));
    LOG.info("{} rows deleted that the new snapshot no longer held", deleted);
  }

  private static TopicPartition partition(String text) {
    int dash = text.lastIndexOf('-');
    return new TopicPartition(text.substring(0, dash), Integer.parseInt(text.substring(dash + 1)));
  }

  private static int sweep(
      TopicPartition partition,
      long end,
      Consumer<byte[], byte[]> consumer,
      Finder finder,
      Publication publication,
      RawRecords records) {
    int deleted = 0;
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    Map<String, ConsumerRecord<byte[], byte[]>> newest = new LinkedHashMap<>();
    while (consumer.position(partition) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
        if (record.offset() < end && record.key() != null && record.value() != null) {
          newest.put(new String(record.key(), java.nio.charset.StandardCharsets.UTF_8), record);
        }
        if (newest.size() >= ROWS_PER_LOOKUP) {
          deleted += delete(finder.gone(newest.values()), publication, records);
          newest.clear();
        }
      }
    }
    return deleted + delete(finder.gone(newest.values()), publication, records);
  }

  private static int delete(List<Gone> gone, Publication publication, RawRecords records) {
    if (gone.isEmpty()) {
      return 0;
    }
    publication.transaction(
        open ->
            gone.forEach(
                row ->
                    open.send(
                        records.of(
                            row.record().topic(),
                            row.record().key(),
                            row.envelope(),
                            row.table()))));
    return gone.size();
  }

  private Consumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        config.kafka().reading(Map.of()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** A row that is gone, and the envelope that says so. */
  private static final class Gone {
    private final ConsumerRecord<byte[], byte[]> record;
    private final CapturedTables.CapturedTable table;
    private final byte[] envelope;

    Gone(
        ConsumerRecord<byte[], byte[]> record,
        CapturedTables.CapturedTable table,
        byte[] envelope) {
      this.record = record;
      this.table = table;
      this.envelope = envelope;
    }

    ConsumerRecord<byte[], byte[]> record() {
      return record;
    }

    CapturedTables.CapturedTable table() {
      return table;
    }

    byte[] envelope() {
      return envelope;
    }
  }

  /** Finds out which of some raw records' rows the source no longer has. */
  private static final class Finder {
    private final SchemaStore schemas;
    private final MySqlReader source;

    Finder(SchemaStore schemas, MySqlReader source) {
      this.schemas = schemas;
      this.source = source;
    }

    List<Gone> gone(Iterable<ConsumerRecord<byte[], byte[]>> records) {
      Map<SchemaId, List<ConsumerRecord<byte[], byte[]>>> bySchema = new LinkedHashMap<>();
      for (ConsumerRecord<byte[], byte[]> record : records) {
        Header schema = record.headers().lastHeader(Headers.SCHEMA);
        if (schema != null) {
          bySchema
              .computeIfAbsent(SchemaId.ofHeader(schema.value()), id -> new ArrayList<>())
              .add(record);
        }
      }
      List<Gone> gone = new ArrayList<>();
      bySchema.forEach((schema, group) -> gone.addAll(gone(schemas.table(schema), group)));
      return gone;
    }

    private List<Gone> gone(SourceTable then, List<ConsumerRecord<byte[], byte[]>> records) {
      RawKey keys = new RawKey(then, then.key());
      Map<List<Value>, ConsumerRecord<byte[], byte[]>> byKey = new LinkedHashMap<>();
      for (ConsumerRecord<byte[], byte[]> record : records) {
        byKey.put(key(keys, record), record);
      }
      SourceTable now = source.table(then.id());
      Set<List<Value>> there = new HashSet<>();
      for (SourceRow row : source.find(now, then.key(), byKey.keySet())) {
        there.add(
            then.key().stream()
                .map(name -> row.value(now.positions().getOrDefault(name, -1)))
                .toList());
      }
      CapturedTables.CapturedTable table =
          new CapturedTables.CapturedTable(then, SchemaRecord.of(then), keys);
      List<Gone> gone = new ArrayList<>();
      byKey.forEach(
          (key, record) -> {
            JsonNode last = lastImage(record);
            if (!there.contains(key) && last.isObject()) {
              gone.add(new Gone(record, table, envelope(last, then)));
            }
          });
      return gone;
    }

    private static List<Value> key(RawKey keys, ConsumerRecord<byte[], byte[]> record) {
      try {
        return keys.read(record.key());
      } catch (RawRefused e) {
        throw new IllegalStateException(
            record.topic() + "@" + record.offset() + ": " + e.reason(), e);
      }
    }

    /** The row as it was last published; null for one that was deleted already. */
    private static JsonNode lastImage(ConsumerRecord<byte[], byte[]> record) {
      try {
        return JSON.readTree(record.value()).path("after");
      } catch (IOException e) {
        throw new UncheckedIOException(record.topic() + "@" + record.offset(), e);
      }
    }

    private static byte[] envelope(JsonNode before, SourceTable table) {
      long now = System.currentTimeMillis();
      ObjectNode envelope = JSON.createObjectNode();
      envelope.set("before", before);
      envelope.putNull("after");
      envelope
          .putObject("source")
          .put("connector", "tandem-sweep")
          .put("ts_ms", now)
          .put("snapshot", "false")
          .put("db", table.id().database())
          .put("table", table.id().table());
      envelope.put("op", "d").put("ts_ms", now);
      try {
        return JSON.writeValueAsBytes(envelope);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
