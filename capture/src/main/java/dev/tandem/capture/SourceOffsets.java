/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Source offsets as Kafka Connect spells them: the key {@code ["<name>",{source partition}]}, the
 * value the source offset, both JSON. Keys are compared as trees, since the order of their members
 * may differ.
 */
final class SourceOffsets {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<JsonNode, Stored> values = new HashMap<>();

  static byte[] key(String name, Map<String, ?> partition) {
    return write(List.of(name, partition));
  }

  static byte[] value(Map<String, ?> offset) {
    return write(offset);
  }

  private static byte[] write(Object content) {
    try {
      return JSON.writeValueAsBytes(content);
    } catch (JacksonException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException("no JSON in the offsets topic", e);
    }
  }

  /**
   * Takes in a record of the offsets topic; a later one of the same key wins.
   *
   * @param at when it was published, in milliseconds since 1970
   */
  void put(byte[] key, byte @Nullable [] value, long at) {
    if (value == null) {
      values.remove(read(key));
    } else {
      values.put(read(key), new Stored(ByteBuffer.wrap(value), at));
    }
  }

  @Nullable ByteBuffer find(ByteBuffer key) {
    byte[] bytes = new byte[key.remaining()];
    key.duplicate().get(bytes);
    Stored stored = values.get(read(bytes));
    return stored == null ? null : stored.value.duplicate();
  }

  /** The offset of each partition of the source that has one. */
  List<Offset> all() {
    return values.entrySet().stream()
        .map(
            entry ->
                new Offset(entry.getKey().path(1), entry.getValue().json(), entry.getValue().at))
        .toList();
  }

  /**
   * What an offset tells.
   *
   * @param partition of the source: all of a MySQL server, a database of a SQL Server
   * @param publishedAt milliseconds since 1970
   */
  record Offset(JsonNode partition, JsonNode json, long publishedAt) {
    /** As the connector has it. */
    Map<String, ?> members() {
      return JSON.convertValue(json, new TypeReference<Map<String, Object>>() {});
    }

    /** The partition as the connector has it. */
    Map<String, ?> source() {
      return JSON.convertValue(partition, new TypeReference<Map<String, Object>>() {});
    }

    /** The database that the partition is, or empty when it is not one. */
    String database() {
      return partition.path("database").asText("");
    }

    /** A member's text, or empty when it has none. */
    String text(String member) {
      return json.path(member).asText("");
    }

    /** What is published in full: sets of GTIDs, or a log sequence number. */
    String position() {
      return json.has("commit_lsn") ? text("commit_lsn") : text("gtids");
    }

    /**
     * Whether the connector will take the snapshot again. That of SQL Server says of the last
     * record's offset that the snapshot is complete (Debezium 3.6.1, {@code
     * SqlServerOffsetContext}); that of MySQL does not, and begins anew.
     */
    boolean inSnapshot() {
      return json.hasNonNull("snapshot") && !text("snapshot_completed").equals("true");
    }
  }

  private record Stored(ByteBuffer value, long at) {
    JsonNode json() {
      byte[] bytes = new byte[value.remaining()];
      value.duplicate().get(bytes);
      return read(bytes);
    }
  }
}
