/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Finds, in a raw record or one of an entity, when its change was committed at the source. */
final class CommitTime {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final long MICROS_PER_MILLI = 1_000;

  private CommitTime() {}

  /** In milliseconds since 1970; empty when the record does not tell. */
  static OptionalLong millis(byte @Nullable [] value) {
    if (value == null) {
      return OptionalLong.empty();
    }
    try (JsonParser in = FACTORY.createParser(value)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return OptionalLong.empty();
      }
      return inRecord(in);
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong inRecord(JsonParser in) throws IOException {
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      if (name.equals("committed_at") && value == JsonToken.VALUE_NUMBER_INT) {
        return OptionalLong.of(in.getLongValue() / MICROS_PER_MILLI);
      } else if (name.equals("source") && value == JsonToken.START_OBJECT) {
        return inSource(in);
      }
      in.skipChildren();
    }
    return OptionalLong.empty();
  }

  private static OptionalLong inSource(JsonParser in) throws IOException {
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      if (name.equals("ts_ms") && value == JsonToken.VALUE_NUMBER_INT) {
        return OptionalLong.of(in.getLongValue());
      }
      in.skipChildren();
    }
    return OptionalLong.empty();
  }
}
