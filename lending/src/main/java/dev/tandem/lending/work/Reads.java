/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import dev.tandem.lending.table.Table;
import java.sql.SQLException;
import java.util.List;

/** What an application reads: mostly a row by its key, sometimes a page of its table. */
final class Reads {
  private static final double RANGES = 0.3;
  private static final int PAGE = 20;

  private Reads() {}

  static void read(Hands hands) throws SQLException {
    Table table = hands.table();
    String key = table.key().get(0).name();
    long number = hands.finder().number(table);
    boolean range = hands.chance(RANGES);
    String sql =
        "SELECT * FROM "
            + table.name()
            + " WHERE "
            + key
            + (range ? " >= ? AND " + key + " < ?" : " = ?");
    List<Object> parameters = range ? List.of(number, number + PAGE) : List.of(number);
    hands.clerk().session().fetch(sql, parameters);
  }
}
