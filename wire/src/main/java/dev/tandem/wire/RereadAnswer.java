/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What became of a {@link RereadRequest}; committed together with the records that it speaks of.
 *
 * @param id the request's
 * @param outcomes one for each row, in the request's order
 * @param problem why nothing could be read, in one sentence; empty when it could
 */
public record RereadAnswer(String id, List<Outcome> outcomes, String problem) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the list. */
  public RereadAnswer {
    outcomes = List.copyOf(outcomes);
  }

  /** The record's value. */
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
  static RereadAnswer ofJson(byte[] json) {
    try {
      return JSON.readValue(json, RereadAnswer.class);
    } catch (IOException e) {
      throw new UncheckedIOException("not an answer", e);
    }
  }

  /** What became of one row. */
  public enum Outcome {
    /** It is published as it is now. */
    PUBLISHED,
    /** It is gone from the source, and its deletion is published. */
    DELETED,
    /** It is gone from the source, and no raw record tells any more what it was. */
    GONE,
    /** The key is none of the table as it is now. */
    NO_KEY,
    /** It is larger than Kafka takes. */
    TOO_LARGE,
    /** Nothing was read: the answer says why. */
    UNREAD
  }
}
