/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What the last comparison of an entity at a target came to. It lies in the topic of status beside
 * the reports, for as long as that keeps it.
 *
 * @param entity {@code domain.entity}
 * @param target {@code postgres}, {@code dynamo}
 * @param atMillis when it was done, in milliseconds since 1970
 * @param rows of the source that were compared
 * @param differences rows that differ
 * @param agrees whether both sides are proven to be the same: with no difference they may not be,
 *     when rows changed each time that they were looked at
 */
public record Verified(
    String entity, String target, long atMillis, long rows, long differences, boolean agrees) {
  private static final String PREFIX = "verified:";
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** Whether a record of that key holds one. */
  static boolean isKey(String key) {
    return key.startsWith(PREFIX);
  }

  String key() {
    return PREFIX + target + ':' + entity;
  }

  byte[] toJson() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Verified ofJson(byte[] json) {
    try {
      return JSON.readValue(json, Verified.class);
    } catch (IOException e) {
      throw new UncheckedIOException("not the result of a comparison", e);
    }
  }
}
