/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * Columns whose values a raw record leaves out, because with them it would be larger than Kafka
 * takes; what stands in their place means nothing.
 *
 * @param before of the row as it was
 * @param after of the row as it is
 */
public record CutColumns(Set<String> before, Set<String> after) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the sets. */
  public CutColumns {
    before = Set.copyOf(before);
    after = Set.copyOf(after);
  }

  /** The header's value. */
  public byte[] toJson() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JacksonException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a header's value.
   *
   * @throws RawRefused when it is not one
   */
  public static CutColumns ofJson(byte[] json) throws RawRefused {
    try {
      return JSON.readValue(json, CutColumns.class);
    } catch (IOException e) {
      throw RawRefused.foreign("The record's header " + Headers.CUT + " names no columns.");
    }
  }
}
