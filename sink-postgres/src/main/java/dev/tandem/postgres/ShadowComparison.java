/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.entity.Version;
import dev.tandem.model.mapping.PostgresPlan;
import dev.tandem.model.target.ShadowReport;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Compares two tables of one database there, row by row and column by column: their columns are of
 * the same types, so that equal texts are equal values.
 */
final class ShadowComparison {
  private static final String KEY =
      """
      SELECT a.attname FROM pg_index i
      JOIN pg_class c ON c.oid = i.indrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
      WHERE n.nspname = ? AND c.relname = ? AND a.attnotnull AND i.indexrelid = (
        SELECT k.indexrelid FROM pg_index k
        WHERE k.indrelid = c.oid AND k.indisunique AND k.indisvalid AND k.indpred IS NULL
          AND k.indexprs IS NULL
        ORDER BY k.indisprimary DESC, k.indexrelid LIMIT 1)
      ORDER BY array_position(i.indkey::smallint[], a.attnum)
      """;

  private static final int ROW_COUNTS = 5;

  private ShadowComparison() {}

  /** The result, as the session's transaction sees both. */
  static ShadowReport of(PostgresPlan live, PostgresPlan shadow, Connection session)
      throws SQLException {
    List<String> key = key(live, session);
    if (key.isEmpty()) {
      throw PostgresShadow.refused("The table " + live + " has no unique key.");
    }
    List<String> columns = columns(live, shadow, session);
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(sql(live, shadow, key, columns))) {
      row.next();
      List<Long> counts = new ArrayList<>();
      for (int i = 1; i <= ROW_COUNTS; i++) {
        counts.add(row.getLong(i));
      }
      Map<String, Long> differing = new HashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        long count = row.getLong(ROW_COUNTS + 1 + i);
        if (count > 0) {
          differing.put(columns.get(i), count);
        }
      }
      return new ShadowReport(
          counts.get(0), counts.get(1), counts.get(2), counts.get(3), counts.get(4), differing);
    }
  }

  private static List<String> key(PostgresPlan table, Connection session) throws SQLException {
    List<String> key = new ArrayList<>();
    try (PreparedStatement statement = session.prepareStatement(KEY)) {
      statement.setString(1, table.schema());
      statement.setString(2, table.table());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          key.add(row.getString(1));
        }
      }
    }
    return key;
  }

  /** Those that both have, but for when a row was written, which no topic tells. */
  private static List<String> columns(PostgresPlan live, PostgresPlan shadow, Connection session)
      throws SQLException {
    List<String> columns =
        new ArrayList<>(
            Catalog.columns(session, live.schema(), live.table()).orElse(Map.of()).keySet());
    columns.retainAll(
        Catalog.columns(session, shadow.schema(), shadow.table()).orElse(Map.of()).keySet());
    columns.removeIf(name -> live.metadata().get(name) == PostgresPlan.Fact.WRITTEN_AT);
    columns.sort(String::compareTo);
    return columns;
  }

  private static String sql(
      PostgresPlan live, PostgresPlan shadow, List<String> key, List<String> columns) {
    String version = Sql.name(Version.NAME);
    String both = "l." + version + " IS NOT NULL AND s." + version + " IS NOT NULL";
    String on =
        key.stream()
            .map(Sql::name)
            .map(name -> "l." + name + " = s." + name)
            .collect(Collectors.joining(" AND "));
    String differs =
        columns.stream().map(ShadowComparison::differs).collect(Collectors.joining(" OR "));
    return "SELECT count(l."
        + version
        + "), count(s."
        + version
        + "), count(*) FILTER (WHERE l."
        + version
        + " IS NULL), count(*) FILTER (WHERE s."
        + version
        + " IS NULL), count(*) FILTER (WHERE "
        + both
        + " AND ("
        + differs
        + "))"
        + columns.stream()
            .map(name -> ", count(*) FILTER (WHERE " + both + " AND " + differs(name) + ")")
            .collect(Collectors.joining())
        + " FROM "
        + Sql.table(live)
        + " l FULL JOIN "
        + Sql.table(shadow)
        + " s ON "
        + on;
  }

  private static String differs(String column) {
    String name = Sql.name(column);
    return "l." + name + "::text IS DISTINCT FROM s." + name + "::text";
  }
}
