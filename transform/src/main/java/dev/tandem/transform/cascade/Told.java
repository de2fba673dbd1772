/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.cascade;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What raw records tell of the values that a foreign key refers to. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "told")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Told.Present.class, name = "present"),
  @JsonSubTypes.Type(value = Told.Left.class, name = "left"),
  @JsonSubTypes.Type(value = Told.Gone.class, name = "gone")
})
sealed interface Told {
  ObjectMapper JSON = new ObjectMapper();

  /** As records and stores hold it. */
  default byte[] bytes() {
    return json(this);
  }

  /** Any of these values in JSON. */
  static byte[] json(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JacksonException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads what {@link #bytes} wrote. */
  static <T> T read(byte[] bytes, Class<T> type) {
    try {
      return JSON.readValue(bytes, type);
    } catch (IOException e) {
      throw new UncheckedIOException("not what this app wrote", e);
    }
  }

  /**
   * A row refers to them.
   *
   * @param id the row's key in one spelling
   * @param key the same as its raw record has it
   * @param time when the source committed that, in microseconds since 1970
   * @param cause the {@link Cause#time} for which the row was looked up; 0 for a record that nobody
   *     here asked for
   * @param created whether the source's log says that it was not there before
   * @param schema the id of the schema of {@code after}
   * @param cut the columns that {@code after} lacks
   */
  record Present(
      String id,
      String key,
      long time,
      long cause,
      boolean created,
      String schema,
      Set<String> cut,
      JsonNode after)
      implements Told {
    /** Copies the set. */
    public Present {
      cut = Set.copyOf(cut);
    }
  }

  /** A row no longer does. */
  record Left(String id) implements Told {}

  /**
   * No row has them any more, or none had them for a while.
   *
   * @param time when the source committed that, in microseconds since 1970
   * @param cause the {@link Cause#time} of it
   * @param moved the values that the row has instead, in their order; null when it is gone, or that
   *     is not known
   */
  record Gone(long time, long cause, @JsonInclude(NON_NULL) @Nullable JsonNode moved)
      implements Told {}
}
