/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.wire.CutColumns;
import dev.tandem.wire.Headers;
import dev.tandem.wire.PipelineTopics;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
   * A row as it is now. Where the targets have it as it was before, that is told, too: it may have
   * moved.
   *
   * @param row with the table and key of {@code table}
   * @return none when Kafka takes no record that large
   */
  List<ProducerRecord<byte[], byte[]>> again(
      Optional<Former> known, SourceRow row, CapturedTables.CapturedTable table) {
    if (!records.hasRoom(key(row), reading(row))) {
      return List.of();
    }
    if (known.filter(Former::tellsPlace).isEmpty()) {
      return List.of(read(row, table));
    }
    Former former = known.get();
    ObjectNode envelope = envelope(table.table(), "u");
    envelope.set("before", former.row());
    envelope.set("after", RowJson.of(row));
    byte[] update = bytes(envelope);
    boolean isAltered = !former.image().table().table().equals(table.table());
    return isAltered || !records.hasRoom(key(row), update)
        ? List.of(gone(former), read(row, table))
        : List.of(
            cut(
                records.of(topics.raw(table.table().id()), key(row), update, table),
                former.cut(),
                Set.of()));
  }

  /** The row is no longer there, or no longer under its key. */
  ProducerRecord<byte[], byte[]> gone(Former former) {
    RawImage image = former.image();
    ObjectNode envelope = envelope(image.table().table(), "d");
    envelope.set("before", former.row());
    envelope.putNull("after");
    ProducerRecord<byte[], byte[]> gone =
        cut(record(image, bytes(envelope)), former.cut(), Set.of());
    former
        .moved()
        .ifPresent(key -> gone.headers().add(Headers.MOVED, key.getBytes(StandardCharsets.UTF_8)));
    return gone;
  }

  /** The row is no longer there. */
  ProducerRecord<byte[], byte[]> deleted(RawImage image) {
    return gone(new Former(image, false));
  }

  /**
   * A row that a snapshot read is no longer as it was. Where one record cannot tell both, because
   * the table was altered in between or the two are too large together, it is deleted and read
   * again.
   */
  List<ProducerRecord<byte[], byte[]>> updated(RawImage before, RawImage read) {
    ObjectNode envelope = envelope(read.table().table(), "u");
    envelope.set("before", before.json("after"));
    envelope.set("after", read.json("after"));
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
