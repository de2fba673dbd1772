/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What an operator did, when and why: a line of JSON in a topic that forgets nothing. It holds no
 * value of any row.
 *
 * @param id unique
 * @param at in ISO 8601, UTC
 * @param by the name of the operating system's user
 * @param host where the command ran
 * @param action such as {@code dead-letter.dropped}
 * @param entity {@code domain.entity}, or empty when none is concerned
 * @param why in the operator's words; empty when none were asked for
 * @param before how things stood, by name
 * @param after how they stand
 */
public record AuditEntry(
    String id,
    String at,
    String by,
    String host,
    String action,
    String entity,
    String why,
    Map<String, String> before,
    Map<String, String> after) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the maps, in the order of their names. */
  public AuditEntry {
    before = java.util.Collections.unmodifiableMap(new TreeMap<>(before));
    after = java.util.Collections.unmodifiableMap(new TreeMap<>(after));
  }

  /** The record in the pipeline's audit topic. */
  public ProducerRecord<byte[], byte[]> record(PipelineTopics topics) {
    return new ProducerRecord<>(topics.audit(), 0, id.getBytes(StandardCharsets.UTF_8), toJson());
  }

  /** The record's value, in one line. */
  public byte[] toJson() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JacksonException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws UncheckedIOException when it is something else
   */
  public static AuditEntry ofJson(byte[] json) {
    try {
      return JSON.readValue(json, AuditEntry.class);
    } catch (IOException e) {
      throw new UncheckedIOException("not an entry of an audit", e);
    }
  }
}
