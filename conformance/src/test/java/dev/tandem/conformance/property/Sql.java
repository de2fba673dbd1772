/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance.property;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements and literals. */
final class Sql {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Sql() {}

  /** A name in MySQL. */
  static String name(String name) {
    return '`' + name.replace("`", "``") + '`';
  }

  /** A name in PostgreSQL. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A text in MySQL: as it is where it is plain, else by its bytes. */
  static String text(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7F)
        ? '\'' + text.replace("\\", "\\\\").replace("'", "''") + '\''
        : "_utf8mb4 0x" + HEX.formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes in MySQL. */
  static String bytes(byte[] bytes) {
    return bytes.length == 0 ? "''" : "0x" + HEX.formatHex(bytes);
  }

  /** How many rows a statement has changed. */
  static int execute(Connection session, String sql) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false); // a brace may stand in any name and any document
      statement.execute(sql);
      return Math.max(statement.getUpdateCount(), 0);
    }
  }

  /** All rows as text. */
  static List<List<@Nullable String>> rows(Connection session, String sql) throws SQLException {
    List<List<@Nullable String>> rows = new ArrayList<>();
    try (Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet found = statement.executeQuery(sql)) {
        int columns = found.getMetaData().getColumnCount();
        while (found.next()) {
          List<@Nullable String> row = new ArrayList<>(columns);
          for (int i = 1; i <= columns; i++) {
            row.add(found.getString(i));
          }
          rows.add(Collections.unmodifiableList(row));
        }
      }
    }
    return rows;
  }
}
