/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import dev.tandem.lending.table.Scene;
import dev.tandem.lending.table.Table;
import dev.tandem.lending.table.Tables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** What clients know of the database together. */
final class World {
  private final Map<Table, AtomicLong> numbers = new HashMap<>();
  private final Map<Table, Long> sizesAtFirst = new HashMap<>();
  private final Map<Table, AtomicLong> sizes = new HashMap<>();
  private final LongSupplier revisions;

  /** Learns the size of each table, and which numbers have been given to rows. */
  World(Connection connection, LongSupplier revisions) throws SQLException {
    this.revisions = revisions;
    for (Table table : Tables.ALL) {
      long size = ask(connection, "SELECT COUNT(*) FROM " + table.name());
      sizesAtFirst.put(table, Math.max(1, size));
      sizes.put(table, new AtomicLong(size));
      long highest = table.isNumbered() ? ask(connection, highest(table)) : size;
      numbers.put(table, new AtomicLong(highest));
    }
  }

  private static String highest(Table table) {
    String key = table.key().get(0).name();
    return "SELECT MAX(" + key + ") FROM " + table.name() + " WHERE " + key + " < " + Tables.EXOTIC;
  }

  /** A number, 0 for NULL. */
  private static long ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }

  /** What rows are drawn in now. */
  Scene scene() {
    return new Scene(LocalDateTime.now(ZoneOffset.UTC), this::highest, revisions);
  }

  /** The Revision of a row that comes into being, or under another key, at this moment. */
  long revision() {
    return revisions.getAsLong();
  }

  /** A number that no row of the table has. */
  long next(Table table) {
    return of(numbers, table).incrementAndGet();
  }

  private long highest(String table) {
    return highestOf(Tables.named(table));
  }

  /** The highest number that a row of the table has been given. */
  long highestOf(Table table) {
    return of(numbers, table).get();
  }

  void grown(Table table, long rows) {
    of(sizes, table).addAndGet(rows);
  }

  /** The table's size as a part of what it was at first: deletes and inserts go by it. */
  double fill(Table table) {
    return (double) of(sizes, table).get() / sizesAtFirst.getOrDefault(table, 1L);
  }

  private static AtomicLong of(Map<Table, AtomicLong> numbers, Table table) {
    AtomicLong number = numbers.get(table);
    if (number == null) {
      throw new IllegalArgumentException("no table " + table.name());
    }
    return number;
  }
}
