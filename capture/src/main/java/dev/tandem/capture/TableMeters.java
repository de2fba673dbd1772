/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.TableId;
import dev.tandem.wire.report.Count;
import dev.tandem.wire.report.ProcessMeter;
import dev.tandem.wire.report.SubjectMeter;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts, for the eyes of an operator, what a session publishes of each table. */
final class TableMeters {
  private static final Logger LOG = LoggerFactory.getLogger(TableMeters.class);
  private static final long MICROS_PER_MILLI = 1_000;

  private final SourceEngine engine;
  private final ProcessMeter meter;
  private final IdentityHashMap<Schema, SubjectMeter> known = new IdentityHashMap<>();

  TableMeters(SourceEngine engine, ProcessMeter meter) {
    this.engine = engine;
    this.meter = meter;
  }

  /** A session begins, with a snapshot of some of its tables. */
  void begin(List<TableId> tables, Predicate<TableId> isUnread) {
    for (TableId table : tables) {
      SubjectMeter subject = meter.subject(table.toString());
      if (isUnread.test(table)) {
        OptionalLong rows = estimate(table);
        subject.snapshotBegins(rows.isPresent() ? rows.getAsLong() : null, meter.now());
      }
    }
  }

  /** A figure that only people look at keeps nothing from starting. */
  private OptionalLong estimate(TableId table) {
    try {
      return engine.estimatedRows(table);
    } catch (TandemException e) {
      LOG.debug("the rows of {} cannot be estimated", table, e);
      return OptionalLong.empty();
    }
  }

  /** Records of a batch are in Kafka. */
  void published(List<SourceRecord> records, boolean snapshot) {
    long now = meter.now();
    for (SourceRecord record : records) {
      if (!Heartbeats.isOne(record)) {
        count((Struct) record.value(), record.valueSchema(), snapshot, now);
      }
    }
  }

  private void count(Struct value, Schema schema, boolean snapshot, long now) {
    Struct source = value.getStruct("source");
    SubjectMeter subject =
        known.computeIfAbsent(schema, first -> meter.subject(engine.table(source).toString()));
    if (!snapshot) {
      subject.add(Count.CAPTURED, 1);
      subject.latency((now - source.getInt64("ts_ms")) * MICROS_PER_MILLI);
      return;
    }
    subject.add(Count.SNAPSHOT, 1);
    String place = source.getString("snapshot");
    if (place != null && place.startsWith("last")) {
      subject.snapshotEnds();
    }
  }
}
