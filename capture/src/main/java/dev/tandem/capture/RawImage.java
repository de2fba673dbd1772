/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.source.SourceChange;
import dev.tandem.model.source.SourceRow;
import dev.tandem.wire.CutColumns;
import dev.tandem.wire.Headers;
import dev.tandem.wire.RawRefused;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** What a raw record says of its row, in the schema of its day. */
final class RawImage {
  private final ConsumerRecord<byte[], byte[]> record;
  private final CapturedTables.CapturedTable table;
  private final SourceChange change;

  RawImage(
      ConsumerRecord<byte[], byte[]> record,
      CapturedTables.CapturedTable table,
      SourceChange change) {
    this.record = record;
    this.table = table;
    this.change = change;
  }

  ConsumerRecord<byte[], byte[]> record() {
    return record;
  }

  CapturedTables.CapturedTable table() {
    return table;
  }

  /** The record's key as it is spelled. */
  String key() {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  /** Bytes of the record's value. */
  int size() {
    return record.value().length;
  }

  boolean isOfSnapshot() {
    return change instanceof SourceChange.Read;
  }

  /** Whether it says itself what became of the row's image before it. */
  boolean tellsFormer() {
    return !isOfSnapshot();
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

  /** The columns that the row lacks because it was too large. */
  Set<String> cut() {
    Header header = record.headers().lastHeader(Headers.CUT);
    try {
      return header == null ? Set.of() : CutColumns.ofJson(header.value()).after();
    } catch (RawRefused e) {
      throw new IllegalStateException(record.topic() + "@" + record.offset(), e);
    }
  }
}
