/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks capture to read rows of a table again, and to publish what they are now.
 *
 * @param id unique; the answer names it
 * @param table as the mapping spells it, {@code database.table} or {@code database.schema.table}
 * @param columns those that the rows' keys are made of; none for the table's own key. With them all
 *     rows are meant that have these values.
 * @param by who asks, for people
 * @param atMillis milliseconds since 1970
 * @param why for people
 */
public record RereadRequest(
    String id,
    String table,
    @JsonInclude(NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> columns,
    List<Row> rows,
    String by,
    long atMillis,
    String why) {
  /** Rows of one request, which is answered as a whole between two batches of changes. */
  public static final int MOST_ROWS = 100;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the lists. */
  public RereadRequest {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** One for rows by the table's own key. */
  public RereadRequest(
      String id, String table, List<Row> rows, String by, long atMillis, String why) {
    this(id, table, List.of(), rows, by, atMillis, why);
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
  static RereadRequest ofJson(byte[] json) {
    try {
      return JSON.readValue(json, RereadRequest.class);
    } catch (IOException e) {
      throw new UncheckedIOException("not a request", e);
    }
  }

  /**
   * One row.
   *
   * @param key the key of its raw records, in JSON as one of them spells it
   * @param partition where a raw record of the row lies that found no place; it tells where the row
   *     was before that, and what is to be deleted when the row is gone
   * @param offset -1 when no such record is known
   * @param last what was published of the row last, for who knows it and names no record; null for
   *     others
   */
  public record Row(
      String key, int partition, long offset, @JsonInclude(NON_NULL) @Nullable LastImage last) {

    /** One of which no image is known beside the record that found no place. */
    public Row(String key, int partition, long offset) {
      this(key, partition, offset, null);
    }
  }
}
