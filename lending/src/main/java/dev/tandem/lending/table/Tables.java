/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All tables. */
public final class Tables {
  /** Numbers from here on are given to rows now and then, and do not count as the highest. */
  public static final long EXOTIC = 1L << 53;

  /** Parents before their children. */
  public static final List<Table> ALL =
      List.of(
          People.CUSTOMERS,
          People.CUSTOMER_SETTINGS,
          Credits.APPLICATIONS,
          Credits.LOANS,
          Credits.PAYMENTS,
          Credits.LOAN_STATUS_HISTORY,
          Logs.INTEGRATION_LOGS,
          Logs.AUDIT_TRAIL);

  private static final int PER_MILLE = 1_000;

  private Tables() {}

  /** The table of that name. */
  public static Table named(String name) {
    return ALL.stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no table " + name));
  }

  /** The tables whose rows refer to rows of this one. */
  public static List<Table> childrenOf(Table table) {
    return ALL.stream()
        .filter(child -> child.parent().filter(table.name()::equals).isPresent())
        .toList();
  }

  /** How many rows each table gets of so many in all; shares are cut, the last takes the rest. */
  public static Map<String, Long> rows(long total) {
    Map<String, Long> rows = new LinkedHashMap<>();
    long left = total;
    for (Table table : ALL) {
      long share = total * table.perMille() / PER_MILLE;
      rows.put(table.name(), share);
      left -= share;
    }
    rows.merge(ALL.get(ALL.size() - 1).name(), left, Long::sum);
    return rows;
  }
}
