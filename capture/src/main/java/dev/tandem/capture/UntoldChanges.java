/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.wire.CutColumns;
import dev.tandem.wire.Headers;
import dev.tandem.wire.PipelineTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes the records of changes that capture knows of from elsewhere than the log. */
final class UntoldChanges {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RawRecords records;
  private final PipelineTopics topics;

  UntoldChanges(RawRecords records, PipelineTopics topics) {
    this.records = records;
    this.topics = topics;
  }

  /** A row as it is now, which capture has read itself. */
  ProducerRecord<byte[], byte[]> read(SourceRow row, CapturedTables.CapturedTable table) {
    return records.of(topics.raw(table.table().id()), key(row), reading(row), table);
  }

  private static byte[] key(SourceRow row) {
    return bytes(RowJson.of(row, row.table().key()));
  }

  private static byte[] reading(SourceRow row) {
    ObjectNode envelope = envelope(row.table(), "r");
    envelope.putNull("before").set("after", RowJson.of(row));
    return bytes(envelope);
  }

  /**
   * A row as it is now, of which a former change found no place. Where that change moved the row,
   * the targets have it where it was before: then that is told, too.
   *
   * @param refused the record of the former change
   * @param row with the table and key of {@code table}
   * @return none when Kafka takes no record that large
   */
  List<ProducerRecord<byte[], byte[]>> again(
      Optional<RawImage> refused, SourceRow row, CapturedTables.CapturedTable table) {
    if (!records.hasRoom(key(row), reading(row))) {
      return List.of();
    }
    if (refused.filter(RawImage::hasFormer).isEmpty()) {
      return List.of(read(row, table));
    }
    RawImage former = refused.get();
    ObjectNode envelope = envelope(table.table(), "u");
    envelope.set("before", image(former, "before"));
    envelope.set("after", RowJson.of(row));
    byte[] update = bytes(envelope);
    boolean isAltered = !former.table().table().equals(table.table());
    return isAltered || !records.hasRoom(key(row), update)
        ? List.of(gone(former, "before", former.cutBefore()), read(row, table))
        : List.of(
            cut(
                records.of(topics.raw(table.table().id()), key(row), update, table),
                former.cutBefore(),
                Set.of()));
  }

  /**
   * The row of a former change that found no place is no longer there.
   *
   * @param refused the record of that change
   */
  ProducerRecord<byte[], byte[]> gone(RawImage refused) {
    return refused.hasFormer()
        ? gone(refused, "before", refused.cutBefore())
        : gone(refused, "after", refused.cut());
  }

  /** The row is no longer there. */
  ProducerRecord<byte[], byte[]> deleted(RawImage image) {
    return gone(image, "after", image.cut());
  }

  private ProducerRecord<byte[], byte[]> gone(RawImage image, String last, Set<String> cut) {
    ObjectNode envelope = envelope(image.table().table(), "d");
    envelope.set("before", image(image, last));
    envelope.putNull("after");
    return cut(record(image, bytes(envelope)), cut, Set.of());
  }

  /**
   * A row that a snapshot read is no longer as it was. Where one record cannot tell both, because
   * the table was altered in between or the two are too large together, it is deleted and read
   * again.
   */
  List<ProducerRecord<byte[], byte[]>> updated(RawImage before, RawImage read) {
    ObjectNode envelope = envelope(read.table().table(), "u");
    envelope.set("before", image(before, "after"));
    envelope.set("after", image(read, "after"));
    byte[] update = bytes(envelope);
    boolean isAltered = !before.table().table().equals(read.table().table());
    return isAltered || !records.hasRoom(read.record().key(), update)
        ? List.of(deleted(before), again(read))
        : List.of(cut(record(read, update), before.cut(), read.cut()));
  }

  private ProducerRecord<byte[], byte[]> again(RawImage read) {
    return cut(record(read, read.record().value()), Set.of(), read.cut());
  }

  private ProducerRecord<byte[], byte[]> record(RawImage image, byte[] value) {
    return records.of(image.record().topic(), image.record().key(), value, image.table());
  }

  private static ProducerRecord<byte[], byte[]> cut(
      ProducerRecord<byte[], byte[]> record, Set<String> before, Set<String> after) {
    if (!before.isEmpty() || !after.isEmpty()) {
      record.headers().add(Headers.CUT, new CutColumns(before, after).toJson());
    }
    return record;
  }

  private static JsonNode image(RawImage image, String name) {
    try {
      return JSON.readTree(image.record().value()).path(name);
    } catch (IOException e) {
      throw new UncheckedIOException(image.record().topic() + "@" + image.record().offset(), e);
    }
  }

  private static ObjectNode envelope(SourceTable table, String op) {
    long now = System.currentTimeMillis();
    ObjectNode envelope = JSON.createObjectNode().put("op", op).put("ts_ms", now);
    envelope
        .putObject("source")
        .put("connector", "tandem-sweep")
        .put("ts_ms", now)
        .put("snapshot", "false")
        .put("db", table.id().database())
        .put("schema", table.id().schema())
        .put("table", table.id().table());
    return envelope;
  }

  private static byte[] bytes(ObjectNode envelope) {
    try {
      return JSON.writeValueAsBytes(envelope);
    } catch (JacksonException e) {
      throw new UncheckedIOException(e);
    }
  }
}
