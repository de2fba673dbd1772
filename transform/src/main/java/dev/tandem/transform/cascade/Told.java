/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.cascade;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/** What raw records tell of the values that a foreign key refers to. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "told")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Told.Present.class, name = "present"),
  @JsonSubTypes.Type(value = Told.Left.class, name = "left"),
  @JsonSubTypes.Type(value = Told.Gone.class, name = "gone"),
  @JsonSubTypes.Type(value = Told.Came.class, name = "came")
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
   * @param moved whether the row has others instead, as far as is known
   */
  record Gone(long time, long cause, boolean moved) implements Told {}

  /**
   * A row has them that had others, and rows that referred to those may refer to these by now.
   *
   * @param values what the child's columns are then, by their names
   * @param cause the {@link Cause#time} of it
   * @param level how many keys below the one that a record told of
   */
  record Came(JsonNode values, long cause, int level) implements Told {}
}
