/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import dev.tandem.lending.table.Table;
import dev.tandem.lending.table.Tables;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows that only probes change: below all numbers that clients look for, with parents of their own,
 * so that none of them is deleted or moved while it is looked for.
 */
public final class ProbeRows {
  /** How many rows of a table take turns. */
  public static final int COUNT = 64;

  private static final long FIRST = -2_000_000_000L;

  private ProbeRows() {}

  /** The numbers that the keys of these rows begin with, in each table. */
  public static List<Long> numbers() {
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      numbers.add(FIRST + i);
    }
    return numbers;
  }

  /** The number of a row whose turn it is. */
  static long number(long turn) {
    return FIRST + Math.floorMod(turn, COUNT);
  }

  /** Inserts those rows of a table, and of those that it refers to, that are not there. */
  static void ensure(Clerk clerk, Table table) throws SQLException {
    Optional<Table> parent = table.parent().map(Tables::named);
    if (parent.isPresent()) {
      ensure(clerk, parent.get());
    }
    Session session = clerk.session();
    Set<Long> there = there(session, table);
    for (long number : numbers()) {
      if (!there.contains(number)) {
        clerk.insertNumbered(table, number, parent.map(above -> Row.of(above, number)));
      }
    }
    session.commit();
  }

  private static Set<Long> there(Session session, Table table) throws SQLException {
    String key = table.key().get(0).name();
    String sql =
        "SELECT " + key + " FROM " + table.name() + " WHERE " + key + " >= ? AND " + key + " < ?";
    Set<Long> numbers = new HashSet<>();
    for (List<@Nullable Object> row : session.ask(sql, FIRST, FIRST + COUNT)) {
      if (row.get(0) instanceof Number number) {
        numbers.add(number.longValue());
      }
    }
    return numbers;
  }

  /** Gives a row that Revision; says whether the row is there. */
  static boolean touch(Session session, Table table, long number, long revision)
      throws SQLException {
    String sql =
        "UPDATE "
            + table.name()
            + " SET "
            + Table.REVISION
            + " = ? WHERE "
            + table.key().get(0).name()
            + " = ?";
    return session.change(Kind.UPDATE, table, sql, List.of(revision, number)) == 1;
  }
}
