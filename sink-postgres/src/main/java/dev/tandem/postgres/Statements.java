/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.entity.Version;
import dev.tandem.model.fault.Safeguard;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The SQL for one table: one statement shape for batches of any size, every column an array. A
 * batch holds each key once, as ON CONFLICT demands.
 */
final class Statements {
  private final TargetTable table;

  Statements(TargetTable table) {
    this.table = table;
  }

  /**
   * Parameters: an array for each column, then for each fact that is sent, then versions, then
   * canonical keys, then the relation's name. Invariants 3 and 4: a row is written by a newer
   * version only, and not over a newer tombstone.
   */
  String upsert() {
    return table.isSplit() ? upsertSplit() : upsertWhole();
  }

  private String upsertWhole() {
    return "INSERT INTO "
        + Sql.table(table.plan())
        + " AS t ("
        + names().stream().collect(joined())
        + ") SELECT "
        + values().stream().collect(joined())
        + " FROM "
        + unnest(SentColumn.ofRow(table))
        + unburied()
        + " ON CONFLICT ("
        + table.key().stream().map(column -> Sql.name(column.name())).collect(joined())
        + ") DO UPDATE SET "
        + names().stream().map(name -> name + " = EXCLUDED." + name).collect(joined())
        + (Safeguard.VERSION_GUARD.on()
            ? " WHERE t." + version() + " < EXCLUDED." + version()
            : "");
  }

  /**
   * No unique index tells the key alone in a table that is split by another column: rows that are
   * there are updated wherever they lie, which moves them, and the others are inserted. Two writers
   * cannot both find a row missing, since {@link SinkPositions} lets the writers of a lane follow
   * one another.
   */
  private String upsertSplit() {
    List<String> names = names();
    List<String> values = values();
    String rows = Sql.table(table.plan());
    return "WITH u AS (SELECT "
        + numbered(values.size(), i -> values.get(i) + " AS n" + i)
        + ", u.v FROM "
        + unnest(SentColumn.ofRow(table))
        + unburied()
        + "), moved AS (UPDATE "
        + rows
        + " AS t SET "
        + numbered(names.size(), i -> names.get(i) + " = u.n" + i)
        + " FROM u WHERE "
        + isRow()
        + (Safeguard.VERSION_GUARD.on() ? " AND t." + version() + " < u.v" : "")
        + " RETURNING 1), made AS (INSERT INTO "
        + rows
        + " ("
        + names.stream().collect(joined())
        + ") SELECT "
        + numbered(names.size(), i -> "u.n" + i)
        + " FROM u WHERE NOT EXISTS (SELECT 1 FROM "
        + rows
        + " AS t WHERE "
        + isRow()
        + ") RETURNING 1) SELECT (SELECT count(*) FROM moved) + (SELECT count(*) FROM made)";
  }

  /** That {@code t} is the row of {@code u}. */
  private String isRow() {
    return table.key().stream()
        .map(column -> "t." + Sql.name(column.name()) + " = u.n" + table.columns().indexOf(column))
        .collect(Collectors.joining(" AND "));
  }

  private static String unburied() {
    return Safeguard.TOMBSTONES.on()
        ? " WHERE NOT EXISTS (SELECT 1 FROM tandem.tombstone d WHERE d.relation = ? AND d.key = u.k AND"
            + " d.version >= u.v)"
        : " WHERE ? IS NOT NULL";
  }

  /** Every column that is written: fields, then facts, then the version. */
  private List<String> names() {
    List<String> names = new ArrayList<>();
    table.columns().forEach(column -> names.add(Sql.name(column.name())));
    table.facts().forEach(column -> names.add(Sql.name(column.name())));
    names.add(version());
    return names;
  }

  /** What is written into {@link #names}. */
  private List<String> values() {
    List<String> values = new ArrayList<>();
    table.columns().forEach(column -> values.add(cast(values.size(), column)));
    int sent = values.size();
    for (FactColumn fact : table.facts()) {
      values.add(fact.isSent() ? "u.c" + sent++ : "now()");
    }
    values.add("u.v");
    return values;
  }

  private static String numbered(int count, IntFunction<String> each) {
    return IntStream.range(0, count).mapToObj(each).collect(joined());
  }

  /**
   * Parameters: an array for each key column, then versions, then canonical keys, then the
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
        + unnest(SentColumn.ofKey(table))
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

  /**
   * Parameters: an array of versions, one of canonical keys, the relation's name; returns how many
   * of these changes come too late, because their rows have been deleted since.
   */
  static String tombstoned() {
    return "SELECT count(*) FROM unnest(?::bigint[], ?::text[]) AS u(v, k) JOIN tandem.tombstone d"
        + " ON d.relation = ? AND d.key = u.k AND d.version >= u.v";
  }

  private static String unnest(List<? extends SentColumn<?>> columns) {
    return "unnest("
        + columns.stream()
            .map(column -> "?::" + column.type().sql() + "[], ")
            .collect(Collectors.joining())
        + "?::bigint[], ?::text[]) AS u("
        + IntStream.range(0, columns.size())
            .mapToObj(i -> "c" + i + ", ")
            .collect(Collectors.joining())
        + "v, k)";
  }

  private static String cast(int index, TargetColumn column) {
    return "u.c" + index + (column.isSentAsIs() ? "" : "::" + column.cast());
  }

  private static String version() {
    return Sql.name(Version.NAME);
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(", ");
  }
}
