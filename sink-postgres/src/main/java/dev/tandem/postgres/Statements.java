/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.fault.Safeguard;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The SQL for one table: one statement shape for batches of any size, every column an array of
 * texts with a cast. A batch holds each key once, as ON CONFLICT demands.
 */
final class Statements {
  private final TargetTable table;

  Statements(TargetTable table) {
    this.table = table;
  }

  /**
   * Parameters: an array of texts for each column, then versions, then canonical keys, then the
   * relation's name. Invariants 3 and 4: a row is written by a newer version only, and not over a
   * newer tombstone.
   */
  String upsert() {
    List<TargetColumn> columns = table.columns();
    String names = columns.stream().map(column -> Sql.name(column.name())).collect(joined());
    return "INSERT INTO "
        + Sql.table(table.plan())
        + " AS t ("
        + names
        + ", "
        + version()
        + ") SELECT "
        + casts(columns)
        + ", u.v FROM "
        + unnest(columns.size())
        + (Safeguard.TOMBSTONES.on()
            ? " WHERE NOT EXISTS (SELECT 1 FROM tandem.tombstone d WHERE d.relation = ? AND d.key = u.k AND"
                + " d.version >= u.v)"
            : " WHERE ? IS NOT NULL")
        + " ON CONFLICT ("
        + table.key().stream().map(column -> Sql.name(column.name())).collect(joined())
        + ") DO UPDATE SET "
        + columns.stream()
            .map(column -> Sql.name(column.name()) + " = EXCLUDED." + Sql.name(column.name()))
            .collect(joined())
        + ", "
        + version()
        + " = EXCLUDED."
        + version()
        + (Safeguard.VERSION_GUARD.on()
            ? " WHERE t." + version() + " < EXCLUDED." + version()
            : "");
  }

  /**
   * Parameters: an array of texts for each key column, then versions, then canonical keys, then the
   * relation's name; returns the number of rows deleted. The tombstone is left even when the row is
   * not there.
   */
  String delete() {
    List<TargetColumn> key = table.key();
    String match =
        IntStream.range(0, key.size())
            .mapToObj(i -> "t." + Sql.name(key.get(i).name()) + " = " + cast(i, key.get(i)))
            .collect(Collectors.joining(" AND "));
    String guard = Safeguard.VERSION_GUARD.on() ? " AND t." + version() + " < u.v" : "";
    return "WITH u AS (SELECT * FROM "
        + unnest(key.size())
        + "), gone AS (DELETE FROM "
        + Sql.table(table.plan())
        + " t USING u WHERE "
        + match
        + guard
        + " RETURNING 1), buried AS (INSERT INTO tandem.tombstone AS d (relation, key, version, deleted_at) SELECT ?,"
        + " u.k, u.v, now() FROM u"
        + (Safeguard.TOMBSTONES.on() ? "" : " WHERE false")
        + " ON CONFLICT (relation, key) DO UPDATE SET version = GREATEST(d.version, EXCLUDED.version), deleted_at ="
        + " EXCLUDED.deleted_at) SELECT count(*) FROM gone";
  }

  private static String unnest(int columns) {
    String parameters = "?::text[], ".repeat(columns) + "?::bigint[], ?::text[]";
    String names =
        IntStream.range(0, columns).mapToObj(i -> "c" + i + ", ").collect(Collectors.joining());
    return "unnest(" + parameters + ") AS u(" + names + "v, k)";
  }

  private static String casts(List<TargetColumn> columns) {
    return IntStream.range(0, columns.size())
        .mapToObj(i -> cast(i, columns.get(i)))
        .collect(joined());
  }

  private static String cast(int index, TargetColumn column) {
    return "u.c" + index + "::" + column.cast();
  }

  private static String version() {
    return Sql.name(TargetTable.VERSION);
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(", ");
  }
}
