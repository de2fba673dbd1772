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

/**
 * Publishes the deletes that the log does not spell out: every row in some raw partitions is looked
 * up at the source, and those that are gone are deleted. A row that is there again, because the log
 * tells of it further on, is written anew by then.
 */
final class GoneRows {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int ROWS_PER_LOOKUP = 500;

  private final CaptureConfig config;
  private final Publication publication;
  private final RawRecords records;

  GoneRows(CaptureConfig config, Publication publication, RawRecords records) {
    this.config = config;
    this.publication = publication;
    this.records = records;
  }

  /**
   * Deletes them in transactions of their own; cut off, it may be done again.
   *
   * @param topic whose partitions are read, to the last record that is there
   * @return how many there were
   */
  int delete(String topic) {
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      return delete(consumer.endOffsets(partitions), consumer);
    }
  }

  /**
   * The same.
   *
   * @param ends the partitions that are read, and where to stop
   */
  int delete(Map<TopicPartition, Long> ends) {
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      return delete(ends, consumer);
    }
  }

  private int delete(Map<TopicPartition, Long> ends, Consumer<byte[], byte[]> consumer) {
    int deleted = 0;
    try (SchemaStore schemas = new SchemaStore(config.kafka(), config.topics());
        MySqlReader source = new MySqlReader(config.source())) {
      Finder finder = new Finder(schemas, source);
      for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
        deleted += delete(end.getKey(), end.getValue(), consumer, finder);
      }
    }
    return deleted;
  }

  private int delete(
      TopicPartition partition, long end, Consumer<byte[], byte[]> consumer, Finder finder) {
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
          deleted += delete(finder.gone(newest.values()));
          newest.clear();
        }
      }
    }
    return deleted + delete(finder.gone(newest.values()));
  }

  private int delete(List<Gone> gone) {
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
