/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.source;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads what a query answers, whatever the source. */
public final class QueryRows {
  private QueryRows() {}

  /** Makes something of the row that a result stands on. */
  public interface Reading<T> {
    /** The row; never moves the result. */
    T row(ResultSet result) throws SQLException;
  }

  /** All rows of a query. */
  public static <T> List<T> all(Connection open, String sql, Reading<T> reading)
      throws SQLException {
    try (Statement statement = open.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(reading.row(result));
      }
      return rows;
    }
  }

  /**
   * Hands over each row as it comes. When it does not get to the end, the connection is cut off.
   *
   * @param scanning the connection that the result comes over
   */
  public static <T> void handOver(
      ResultSet result, Reading<T> reading, Consumer<T> rows, Connection scanning)
      throws SQLException {
    boolean ended = false;
    try {
      while (result.next()) {
        rows.accept(reading.row(result));
      }
      ended = true;
    } finally {
      if (!ended) {
        scanning.abort(Runnable::run); // closing would read all the rest of the table first
      }
    }
  }

  /** The row that a result stands on, each value as text by column; NULL is empty. */
  public static Map<String, String> text(ResultSet result) throws SQLException {
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
      @Nullable String text = result.getString(i);
      row.put(result.getMetaData().getColumnLabel(i), text == null ? "" : text);
    }
    return row;
  }
}
