/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.model.source.SourceTable;
import dev.tandem.wire.CutColumns;
import dev.tandem.wire.Headers;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.LastImage;
import dev.tandem.wire.PlacedRecords;
import dev.tandem.wire.RawChangeReader;
import dev.tandem.wire.RawRefused;
import dev.tandem.wire.SchemaId;
import dev.tandem.wire.SchemaStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what has been published of rows. */
final class RawImages implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RawImages.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long NO_OFFSET = -1;
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int ROWS = 500;
  private static final int BYTES = 16 << 20;

  private final KafkaConnection kafka;
  private final SchemaStore schemas;
  private final PlacedRecords placed;
  private final Map<SchemaId, TableReader> readers = new HashMap<>();

  RawImages(CaptureConfig config) {
    kafka = config.kafka();
    schemas = new SchemaStore(config.kafka(), config.topics());
    placed = new PlacedRecords(config.kafka());
  }

  /** Where the partitions of a topic end now. */
  Map<TopicPartition, Long> ends(String topic) {
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      return consumer.endOffsets(
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList());
    }
  }

  /** Where a partition ends now. */
  long end(TopicPartition partition) {
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        kafka.reading(Map.of()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Hands over every record of a partition that can be decoded; of others the transform makes dead
   * letters.
   *
   * @param from where to begin; what is no longer there is left out
   */
  void each(
      TopicPartition partition, long from, long end, java.util.function.Consumer<RawImage> action) {
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(List.of(partition));
      long first = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
      consumer.seek(partition, Math.max(from, first));
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
          if (record.offset() < end) {
            decode(record).ifPresent(action);
          }
        }
      }
    }
  }

  /**
   * Hands over, some rows at a time, the images of which no record that follows among them says
   * what became: each row's last one, and each before a snapshot that read the row anew.
   */
  void eachUntold(
      TopicPartition partition,
      long from,
      long end,
      java.util.function.Consumer<List<RawImage>> action) {
    Map<String, List<RawImage>> untold = new LinkedHashMap<>();
    long[] size = {0};
    each(
        partition,
        from,
        end,
        image -> {
          take(image, untold);
          size[0] += image.size();
          if (untold.size() >= ROWS || size[0] >= BYTES) {
            handOver(untold, action);
            size[0] = 0;
          }
        });
    handOver(untold, action);
  }

  private static void take(RawImage image, Map<String, List<RawImage>> untold) {
    List<RawImage> row = untold.computeIfAbsent(image.key(), key -> new ArrayList<>());
    if (!image.isOfSnapshot() && !row.isEmpty()) {
      row.remove(row.size() - 1);
    }
    if (image.row().isPresent()) {
      row.add(image);
    }
  }

  private static void handOver(
      Map<String, List<RawImage>> untold, java.util.function.Consumer<List<RawImage>> action) {
    List<RawImage> all = untold.values().stream().flatMap(List::stream).toList();
    untold.clear();
    if (!all.isEmpty()) {
      action.accept(all);
    }
  }

  /** The record at a place, if it is still there and can be decoded. */
  Optional<RawImage> at(TopicPartition partition, long offset) {
    return placed.at(partition, offset).flatMap(this::decode);
  }

  /** The image of a row that somebody has kept of its last record, if it can be decoded. */
  Optional<RawImage> of(String topic, String key, LastImage last) {
    ObjectNode envelope = JSON.createObjectNode().put("op", "r");
    envelope.putNull("before").set("after", last.after());
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            topic,
            0,
            NO_OFFSET,
            key.getBytes(StandardCharsets.UTF_8),
            envelope.toString().getBytes(StandardCharsets.UTF_8));
    record.headers().add(Headers.SCHEMA, last.schema().getBytes(StandardCharsets.US_ASCII));
    record.headers().add(Headers.CUT, new CutColumns(Set.of(), last.cut()).toJson());
    String moved = last.moved();
    if (moved != null) {
      record.headers().add(Headers.MOVED, moved.getBytes(StandardCharsets.UTF_8));
    }
    return decode(record);
  }

  private Optional<RawImage> decode(ConsumerRecord<byte[], byte[]> record) {
    Header schema = record.headers().lastHeader(Headers.SCHEMA);
    if (schema == null || record.key() == null || record.value() == null) {
      return Optional.empty();
    }
    try {
      TableReader reader =
          readers.computeIfAbsent(
              SchemaId.ofHeader(schema.value()), id -> new TableReader(schemas.table(id)));
      return Optional.of(
          new RawImage(record, reader.table, reader.raw.read(record.value()).change()));
    } catch (RawRefused e) {
      LOG.warn("{}-{}@{}: {}", record.topic(), record.partition(), record.offset(), e.reason());
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    placed.close();
    schemas.close();
  }

  private static final class TableReader {
    private final CapturedTables.CapturedTable table;
    private final RawChangeReader raw;

    TableReader(SourceTable table) {
      this.table = CapturedTables.of(table);
      this.raw = new RawChangeReader(table);
    }
  }
}
