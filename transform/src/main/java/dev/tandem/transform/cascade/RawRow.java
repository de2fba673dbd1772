/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.cascade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.wire.CutColumns;
import dev.tandem.wire.Headers;
import dev.tandem.wire.RawRefused;
import dev.tandem.wire.SchemaId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A raw record as far as foreign keys are concerned.
 *
 * @param before null for none
 * @param after null for none
 * @param cut the columns that {@code after} lacks
 * @param created whether the source's log says that the row was not there before
 * @param time when the source committed it, in microseconds since 1970
 * @param newKey the key that the row got instead, for a deletion that is none; otherwise null
 */
record RawRow(
    SchemaId schema,
    @Nullable JsonNode before,
    @Nullable JsonNode after,
    Set<String> cut,
    boolean created,
    long time,
    @Nullable JsonNode newKey) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MICROS_PER_MILLI = 1_000;

  /** Characters, as in capture: far more than a key or a place can have. */
  private static final int LONGEST = 1 << 16;

  /** Empty for a record that the transform makes a dead letter of. */
  static Optional<RawRow> of(Record<byte[], byte[]> raw) {
    Header schema = raw.headers().lastHeader(Headers.SCHEMA);
    if (schema == null || raw.key() == null || raw.value() == null) {
      return Optional.empty();
    }
    try {
      JsonNode envelope = JSON.readTree(raw.value());
      Header moved = raw.headers().lastHeader(Headers.MOVED);
      return Optional.of(
          new RawRow(
              SchemaId.ofHeader(schema.value()),
              row(envelope.path("before")),
              row(envelope.path("after")),
              cut(raw),
              envelope.path("op").asText().equals("c"),
              time(envelope.path("source")),
              moved == null ? null : JSON.readTree(moved.value())));
    } catch (IOException | RawRefused e) {
      return Optional.empty();
    }
  }

  private static @Nullable JsonNode row(JsonNode image) {
    return image.isObject() ? image : null;
  }

  private static Set<String> cut(Record<byte[], byte[]> raw) throws RawRefused {
    Header cut = raw.headers().lastHeader(Headers.CUT);
    return cut == null ? Set.of() : CutColumns.ofJson(cut.value()).after();
  }

  private static long time(JsonNode source) {
    long micros = source.path("ts_us").asLong();
    return micros > 0 ? micros : source.path("ts_ms").asLong() * MICROS_PER_MILLI;
  }

  /**
   * What is kept of a row: all but its long values.
   *
   * @param documents the columns in which an empty text would be no value
   */
  Told.Present kept(String id, byte[] key, long cause, JsonNode row, Set<String> documents) {
    Set<String> lacking = new TreeSet<>(cut);
    ObjectNode kept = row.deepCopy();
    for (Map.Entry<String, JsonNode> column : row.properties()) {
      if (column.getValue().isTextual() && column.getValue().textValue().length() > LONGEST) {
        lacking.add(column.getKey());
        kept.put(column.getKey(), documents.contains(column.getKey()) ? "null" : "");
      }
    }
    return new Told.Present(
        id,
        new String(key, StandardCharsets.UTF_8),
        time,
        cause,
        created,
        schema.hex(),
        lacking,
        kept);
  }
}
