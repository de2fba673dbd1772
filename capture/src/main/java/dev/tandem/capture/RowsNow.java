/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.SourceReader;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.Value;
import dev.tandem.wire.LastImage;
import dev.tandem.wire.RawKey;
import dev.tandem.wire.RawRefused;
import dev.tandem.wire.RereadAnswer.Outcome;
import dev.tandem.wire.RereadRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Looks up the rows of a request, and makes the records that tell what they are now. */
final class RowsNow {
  private final CaptureConfig config;
  private final SourceReader source;
  private final RawImages images;
  private final UntoldChanges changes;
  private final Map<TableId, CapturedTables.CapturedTable> tables = new HashMap<>();

  RowsNow(CaptureConfig config, SourceReader source, RawImages images, UntoldChanges changes) {
    this.config = config;
    this.source = source;
    this.images = images;
    this.changes = changes;
  }

  /**
   * Each row of a request, in its order.
   *
   * @throws TandemException when the table cannot be read
   */
  List<Now> of(RereadRequest request) {
    TableId id = captured(request.table());
    CapturedTables.CapturedTable table = tables.computeIfAbsent(id, this::table);
    if (!request.columns().isEmpty()) {
      return allWith(request, table);
    }
    List<String> columns = table.table().key();
    RowKeys spelling = new RowKeys(table.table(), columns);
    Map<RereadRequest.Row, List<Value>> keys = keys(request, table.key());
    Map<String, SourceRow> found = new HashMap<>();
    if (!keys.isEmpty()) {
      source
          .find(table.table(), columns, new HashSet<>(keys.values()))
          .forEach(row -> found.put(spelling.spelled(row), row));
    }
    List<Now> rows = new ArrayList<>();
    for (RereadRequest.Row row : request.rows()) {
      List<Value> key = keys.get(row);
      if (key == null) {
        rows.add(Now.untold(Outcome.NO_KEY));
        continue;
      }
      String spelled = spelling.spelled(key);
      Optional<Former> former = former(id, row, spelled);
      SourceRow now = found.get(spelled);
      rows.add(now == null ? gone(former) : there(former, now, table));
    }
    return rows;
  }

  /** All rows that have the values which the request names. */
  private List<Now> allWith(RereadRequest request, CapturedTables.CapturedTable table) {
    List<String> columns = request.columns();
    if (!table.table().positions().keySet().containsAll(columns)) {
      throw unread(table.table().id() + " has not all columns of " + columns);
    }
    Map<RereadRequest.Row, List<Value>> keys = keys(request, new RawKey(table.table(), columns));
    return request.rows().stream()
        .map(keys::get)
        .map(key -> key == null ? Now.untold(Outcome.NO_KEY) : all(columns, key, table))
        .toList();
  }

  private Now all(List<String> columns, List<Value> values, CapturedTables.CapturedTable table) {
    List<SourceRow> found = source.find(table.table(), columns, List.of(values));
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    found.forEach(row -> records.addAll(changes.again(Optional.empty(), row, table)));
    return records.isEmpty()
        ? Now.untold(found.isEmpty() ? Outcome.GONE : Outcome.TOO_LARGE)
        : new Now(Outcome.PUBLISHED, records, Optional.of(table));
  }

  private TableId captured(String name) {
    return config.tables().stream()
        .filter(table -> table.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> unread(name + " is no table that this capture captures"));
  }

  private static TandemException unread(String what) {
    return new TandemException(CaptureCode.REQUEST, what + ". " + CaptureCode.REQUEST.remedy());
  }

  /** The table as it is now, with the key of its records. */
  private CapturedTables.CapturedTable table(TableId id) {
    SourceTable now = config.keyed(source.table(id));
    if (now.key().isEmpty()) {
      throw unread(id + " has no key by which to find a row");
    }
    return CapturedTables.of(now);
  }

  /** Those of the rows that can be looked for. */
  private static Map<RereadRequest.Row, List<Value>> keys(RereadRequest request, RawKey reader) {
    Map<RereadRequest.Row, List<Value>> keys = new HashMap<>();
    for (RereadRequest.Row row : request.rows()) {
      try {
        keys.put(row, reader.read(row.key().getBytes(StandardCharsets.UTF_8)));
      } catch (RawRefused e) {
        keys.remove(row); // told as a row without a key
      }
    }
    return keys;
  }

  /** What is known of the row at the targets, if it is of that row. */
  private Optional<Former> former(TableId table, RereadRequest.Row row, String key) {
    String topic = config.topics().raw(table);
    LastImage last = row.last();
    Optional<Former> known =
        last != null
            ? images.of(topic, row.key(), last).map(image -> new Former(image, false))
            : row.offset() < 0
                ? Optional.empty()
                : images
                    .at(new TopicPartition(topic, row.partition()), row.offset())
                    .map(image -> new Former(image, true));
    return known.filter(former -> former.image().key().equals(key));
  }

  private Now gone(Optional<Former> former) {
    return former
        .map(known -> new Now(Outcome.DELETED, List.of(changes.gone(known)), Optional.empty()))
        .orElseGet(() -> Now.untold(Outcome.GONE));
  }

  private Now there(Optional<Former> former, SourceRow now, CapturedTables.CapturedTable table) {
    List<ProducerRecord<byte[], byte[]>> records = changes.again(former, now, table);
    return records.isEmpty()
        ? Now.untold(Outcome.TOO_LARGE)
        : new Now(Outcome.PUBLISHED, records, Optional.of(table));
  }

  /**
   * A row as it is now.
   *
   * @param table whose schema the records are of; empty when that is published already
   */
  record Now(
      Outcome outcome,
      List<ProducerRecord<byte[], byte[]>> records,
      Optional<CapturedTables.CapturedTable> table) {
    static Now untold(Outcome outcome) {
      return new Now(outcome, List.of(), Optional.empty());
    }
  }
}
