/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.error.TandemException;
import dev.tandem.wire.Headers;
import dev.tandem.wire.RawRefused;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes Kafka records of the connector's, in its own format, each in the partition that its key
 * asks for.
 */
final class RawRecords {
  private static final Logger LOG = LoggerFactory.getLogger(RawRecords.class);
  private static final byte[] NOTHING = {};

  /** The connector tells a new key as a deletion and a creation, and so says that they are one. */
  private static final String NEW_KEY = "__debezium.newkey";

  private final Map<String, Integer> partitions;
  private final byte[] generation;
  private final boolean first;
  private final int largest;
  private final IdentityHashMap<Schema, StructJson> writers = new IdentityHashMap<>();
  private final JsonBuffer buffer = new JsonBuffer();

  /**
   * Records of one session.
   *
   * @param partitions how many each raw topic has
   * @param first whether nothing had been published before
   * @param largest bytes of key and value that a record may have
   */
  RawRecords(Map<String, Integer> partitions, int generation, boolean first, int largest) {
    this.partitions = new HashMap<>(partitions);
    this.generation = Integer.toString(generation).getBytes(StandardCharsets.US_ASCII);
    this.first = first;
    this.largest = largest;
  }

  /**
   * A record of the connector's as Kafka is to have it.
   *
   * @param snapshot whether a snapshot read it, not an incremental one, which reads rows that the
   *     log may have told of before
   */
  ProducerRecord<byte[], byte[]> of(
      SourceRecord record, CapturedTables.CapturedTable table, boolean snapshot) {
    String topic = record.topic();
    byte @Nullable [] key =
        record.key() == null ? null : json(record.keySchema()).bytes(record.key(), buffer);
    byte[] value = json(record.valueSchema()).bytes(record.value(), buffer);
    ProducerRecord<byte[], byte[]> made =
        hasRoom(key, value)
            ? of(topic, key, value, table)
            : cut(topic, key, (Struct) record.value(), table);
    if (first && snapshot) {
      made.headers().add(Headers.FIRST, NOTHING);
    }
    org.apache.kafka.connect.header.Header moved = record.headers().lastWithName(NEW_KEY);
    if (moved != null) {
      made.headers().add(Headers.MOVED, json(moved.schema()).bytes(moved.value(), buffer));
    }
    return made;
  }

  /** The connector keeps one schema object for each state of a table. */
  private StructJson json(Schema schema) {
    return writers.computeIfAbsent(schema, StructJson::new);
  }

  private ProducerRecord<byte[], byte[]> cut(
      String topic, byte @Nullable [] key, Struct envelope, CapturedTables.CapturedTable table) {
    Cut cut = Cut.of(envelope);
    byte[] value = json(envelope.schema()).bytes(cut.envelope(), buffer);
    ProducerRecord<byte[], byte[]> made = of(topic, key, value, table);
    made.headers().add(Headers.CUT, cut.columns().toJson());
    LOG.warn(
        "a row of {} is larger than Kafka takes: it becomes a dead letter, published without {}",
        table.table().id(),
        cut.columns());
    return made;
  }

  /** Whether Kafka takes a record of that key and value. */
  boolean hasRoom(byte @Nullable [] key, byte[] value) {
    return size(key, value) <= largest;
  }

  private static int size(byte @Nullable [] key, byte[] value) {
    return (key == null ? 0 : key.length) + value.length;
  }

  ProducerRecord<byte[], byte[]> of(
      String topic, byte @Nullable [] key, byte[] value, CapturedTables.CapturedTable table) {
    int size = size(key, value);
    if (size > largest) {
      throw new TandemException(
          CaptureCode.TOO_BIG,
          "the row of "
              + table.table().id()
              + " with key "
              + (key == null ? "" : new String(key, StandardCharsets.UTF_8))
              + " makes a record of "
              + size
              + " bytes, and Kafka is set to take "
              + largest
              + ". "
              + CaptureCode.TOO_BIG.remedy());
    }
    List<Header> headers =
        List.of(
            new RecordHeader(Headers.SCHEMA, table.schema().id().header()),
            new RecordHeader(Headers.GENERATION, generation));
    return new ProducerRecord<>(topic, partition(topic, key, table), key, value, headers);
  }

  /** By the key's one spelling, since a snapshot and the log can spell it differently. */
  private int partition(String topic, byte @Nullable [] key, CapturedTables.CapturedTable table) {
    if (key == null) {
      return 0;
    }
    try {
      byte[] canonical = table.key().canonical(table.key().read(key));
      return Utils.toPositive(Utils.murmur2(canonical)) % partitions.getOrDefault(topic, 1);
    } catch (RawRefused e) {
      throw new IllegalStateException(
          "the key of a record of " + table.table().id() + " cannot be read: " + e.reason(), e);
    }
  }
}
