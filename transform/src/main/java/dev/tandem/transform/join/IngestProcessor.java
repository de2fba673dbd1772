/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.join;

import dev.tandem.model.source.SourceChange;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceRow;
import dev.tandem.transform.RawHeaders;
import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.RawChange;
import dev.tandem.wire.RawImage;
import dev.tandem.wire.RawRefused;
import dev.tandem.wire.SchemaStore;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Raw records in, the rows as they leave them out, each under its own key. */
final class IngestProcessor extends ContextualProcessor<byte[], byte[], String, Ingested> {
  private static final Logger LOG = LoggerFactory.getLogger(IngestProcessor.class);

  private final String entity;
  private final int revision;
  private final Decoder decoder;
  private final Set<String> columns;
  private final UnaryOperator<String> naming;
  private final Clock clock;

  /**
   * Takes one table's records.
   *
   * @param columns those to keep, as the mapping or the source spells them; none for all
   */
  IngestProcessor(
      String entity,
      int revision,
      Set<String> columns,
      UnaryOperator<String> naming,
      SchemaStore schemas,
      Clock clock) {
    this.columns = columns;
    this.naming = naming;
    this.entity = entity;
    this.revision = revision;
    this.decoder = new Decoder(schemas);
    this.clock = clock;
  }

  @Override
  public void process(Record<byte[], byte[]> raw) {
    if (raw.value() == null) {
      return; // a tombstone for compaction: another producer may add one after a delete
    }
    try {
      ingest(raw);
    } catch (RawRefused e) {
      park(raw, e.code(), e.column(), e.reason());
    }
  }

  private void ingest(Record<byte[], byte[]> raw) throws RawRefused {
    RawHeaders headers = RawHeaders.of(raw.headers());
    RawChange change = decoder.change(headers.schema(), raw.value());
    if (change.change() instanceof SourceChange.Truncated) {
      throw new RawRefused(
          "E_TRUNCATE", "", "The table was truncated at the source, which says no more than that.");
    }
    SourceRow row = row(change.change());
    String key = decoder.key(headers.schema(), row);
    if (key == null) {
      throw new RawRefused("E_RAW_KEY", "", "The row has no key to join it by.");
    }
    byte[] after = kept(row, RawImage.after(raw.value()));
    BaseRow kept =
        after == null
            ? null
            : BaseRow.of(
                Image.of(headers.schema(), after),
                headers.generation(),
                at(),
                change.committedAtMicros(),
                headers.first(),
                raw);
    context().forward(raw.withKey(key).withValue(new Ingested(kept, null)).withHeaders(null));
  }

  private byte @Nullable [] kept(SourceRow row, byte @Nullable [] after) throws RawRefused {
    if (after == null || columns.isEmpty()) {
      return after;
    }
    Set<String> names = new HashSet<>();
    for (SourceColumn column : row.table().columns()) {
      if (columns.contains(column.name()) || columns.contains(naming.apply(column.name()))) {
        names.add(column.name());
      }
    }
    return RawImage.only(after, names);
  }

  private static SourceRow row(SourceChange change) {
    if (change instanceof SourceChange.Read read) {
      return read.row();
    } else if (change instanceof SourceChange.Created created) {
      return created.row();
    } else if (change instanceof SourceChange.Updated updated) {
      return updated.after();
    }
    return ((SourceChange.Deleted) change).before();
  }

  private void park(Record<byte[], byte[]> raw, String code, String field, String reason) {
    RecordMetadata at = at();
    DeadLetter letter =
        new DeadLetter(
            "transform",
            code,
            reason,
            entity,
            field,
            revision,
            clock.millis(),
            DeadLetter.Origin.of(
                at.topic(), at.partition(), at.offset(), raw.key(), raw.value(), raw.headers()));
    LOG.warn("dead letter {}: {} {} {}", letter.key(), code, field, reason);
    context()
        .forward(raw.withKey(letter.key()).withValue(new Ingested(null, letter)).withHeaders(null));
  }

  private RecordMetadata at() {
    return context()
        .recordMetadata()
        .orElseThrow(() -> new IllegalStateException("a record without a position"));
  }
}
