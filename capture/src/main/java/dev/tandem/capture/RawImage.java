/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.model.source.SourceChange;
import dev.tandem.model.source.SourceRow;
import dev.tandem.wire.CutColumns;
import dev.tandem.wire.Headers;
import dev.tandem.wire.RawRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** What a raw record says of its row, in the schema of its day. */
final class RawImage {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ConsumerRecord<byte[], byte[]> record;
  private final CapturedTables.CapturedTable table;
  private final SourceChange change;
  private final String key;

  /**
   * Takes what has been decoded.
   *
   * @throws RawRefused when the record's key is not one of the table
   */
  RawImage(
      ConsumerRecord<byte[], byte[]> record,
      CapturedTables.CapturedTable table,
      SourceChange change)
      throws RawRefused {
    this.record = record;
    this.table = table;
    this.change = change;
    byte[] canonical = table.key().canonical(table.key().read(record.key()));
    this.key = new String(canonical, StandardCharsets.UTF_8);
  }

  ConsumerRecord<byte[], byte[]> record() {
    return record;
  }

  CapturedTables.CapturedTable table() {
    return table;
  }

  /** The row's key, in one spelling for as long as the table is not altered. */
  String key() {
    return key;
  }

  /** Bytes of the record's value. */
  int size() {
    return record.value().length;
  }

  /** Whether a snapshot read it, which does not say what became of the row's image before. */
  boolean isOfSnapshot() {
    return change instanceof SourceChange.Read;
  }

  /** The row as the record leaves it; empty when it is deleted. */
  Optional<SourceRow> row() {
    if (change instanceof SourceChange.Read read) {
      return Optional.of(read.row());
    } else if (change instanceof SourceChange.Created created) {
      return Optional.of(created.row());
    } else if (change instanceof SourceChange.Updated updated) {
      return Optional.of(updated.after());
    }
    return Optional.empty();
  }

  /** Whether the record tells what the row was before it: it was updated or deleted. */
  boolean hasFormer() {
    return change instanceof SourceChange.Updated || change instanceof SourceChange.Deleted;
  }

  /** The row before or after the change, as the record has it. */
  JsonNode json(String name) {
    try {
      return JSON.readTree(record.value()).path(name);
    } catch (IOException e) {
      throw new UncheckedIOException(record.topic() + "@" + record.offset(), e);
    }
  }

  /** The columns that the row lacks because it was too large. */
  Set<String> cut() {
    return cutColumns().after();
  }

  /** The same of what the row was before. */
  Set<String> cutBefore() {
    return cutColumns().before();
  }

  private CutColumns cutColumns() {
    Header header = record.headers().lastHeader(Headers.CUT);
    try {
      return header == null
          ? new CutColumns(Set.of(), Set.of())
          : CutColumns.ofJson(header.value());
    } catch (RawRefused e) {
      throw new IllegalStateException(record.topic() + "@" + record.offset(), e);
    }
  }
}
