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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Source offsets as Kafka Connect spells them: the key {@code ["<name>",{source partition}]}, the
 * value the source offset, both JSON. Keys are compared as trees, since the order of their members
 * may differ.
 */
final class SourceOffsets {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<JsonNode, byte[]> values = new HashMap<>();

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

  /** Takes in a record of the offsets topic; a later one of the same key wins. */
  void put(byte[] key, byte @Nullable [] value) {
    if (value == null) {
      values.remove(read(key));
    } else {
      values.put(read(key), value);
    }
  }

  @Nullable ByteBuffer find(ByteBuffer key) {
    byte[] bytes = new byte[key.remaining()];
    key.duplicate().get(bytes);
    byte[] value = values.get(read(bytes));
    return value == null ? null : ByteBuffer.wrap(value);
  }

  /** The one offset of a source with one partition, or empty before its first batch. */
  Optional<Offset> only() {
    return values.values().stream().findFirst().map(SourceOffsets::read).map(Offset::new);
  }

  /** What a MySQL offset tells. */
  record Offset(JsonNode json) {
    /** As the connector has it. */
    Map<String, ?> members() {
      return JSON.convertValue(json, new TypeReference<Map<String, Object>>() {});
    }

    /** The transactions published in full, or empty when the source had no GTIDs yet. */
    String gtids() {
      return json.path("gtids").asText("");
    }

    /** Whether the first snapshot was still being taken. */
    boolean inSnapshot() {
      return json.hasNonNull("snapshot");
    }
  }
}
