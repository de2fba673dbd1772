/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import dev.tandem.lending.table.Column;
import dev.tandem.lending.table.Table;
import dev.tandem.lending.table.Tables;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds rows to change: often hot ones, for clients shall meet. */
final class Finder {
  private static final double HOT = 0.35;
  private static final double BELOW_ZERO = 0.02;
  private static final int NEIGHBOURS = 4;

  private final Session session;
  private final World world;
  private final SplittableRandom random;
  private final int hotKeys;

  Finder(Session session, World world, SplittableRandom random, int hotKeys) {
    this.session = session;
    this.world = world;
    this.random = random;
    this.hotKeys = hotKeys;
  }

  /** Some row, unless the table is empty; it may be gone when it is needed. */
  Optional<Row> any(Table table) throws SQLException {
    return from(table, "");
  }

  /** Some row that no other refers to. */
  Optional<Row> childless(Table table) throws SQLException {
    return from(
        table,
        Tables.childrenOf(table).stream()
            .map(
                child ->
                    " AND NOT EXISTS (SELECT 1 FROM "
                        + child.name()
                        + " c WHERE c."
                        + child.reference().name()
                        + " = t."
                        + table.key().get(0).name()
                        + ")")
            .collect(Collectors.joining()));
  }

  /** Some row that a new row of the table can be below, where it must be below one. */
  Optional<Row> parent(Table table) throws SQLException {
    Optional<String> parent = table.parent();
    return parent.isPresent() ? any(Tables.named(parent.get())) : Optional.empty();
  }

  private Optional<Row> from(Table table, String condition) throws SQLException {
    Optional<Row> found = from(table, condition, number(table));
    return found.isPresent() ? found : from(table, condition, 1);
  }

  private Optional<Row> from(Table table, String condition, long number) throws SQLException {
    List<String> key = table.key().stream().map(Column::name).toList();
    int skipped = table.isNumbered() ? 0 : random.nextInt(NEIGHBOURS);
    String columns =
        key.get(0)
            + key.stream()
                .skip(1)
                .map(column -> ", " + session.dialect().asText(column)) // however it reads times
                .collect(Collectors.joining());
    String sql =
        "SELECT "
            + columns
            + " FROM "
            + table.name()
            + " t WHERE "
            + key.get(0)
            + " >= ?"
            + condition
            + " ORDER BY "
            + String.join(", ", key);
    return session.ask(session.dialect().oneRow(sql, skipped), number).stream()
        .findFirst()
        .map(found -> new Row(table, Clerk.key(found)));
  }

  /** A number that a row of the table may be known by: hot, anywhere, or seldom below zero. */
  long number(Table table) {
    if (random.nextDouble() < HOT) {
      return hotNumber();
    }
    long highest = Math.max(1, world.highestOf(Tables.named(table.numbered())));
    return random.nextDouble() < BELOW_ZERO
        ? random.nextLong(-highest, 0)
        : random.nextLong(1, highest + 1);
  }

  long hotNumber() {
    return random.nextLong(1, hotKeys + 1L);
  }

  /**
   * Whether no row has that key, and none can get it from others before this transaction ends: only
   * then may its Revision be drawn.
   */
  boolean isFree(Row row) throws SQLException {
    return locked(row, "1").isEmpty();
  }

  /** A column's value in a row that is locked from now on; empty when it is NULL or not there. */
  Optional<Object> lock(Row row, Column column) throws SQLException {
    return locked(row, column.name()).stream()
        .findFirst()
        .flatMap(found -> Optional.ofNullable(found.get(0)));
  }

  private List<List<@Nullable Object>> locked(Row row, String columns) throws SQLException {
    String sql = session.dialect().locking(columns, row.table().name(), row.condition());
    return session.ask(sql, row.key().toArray());
  }
}
