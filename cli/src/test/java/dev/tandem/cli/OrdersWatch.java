/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Looks at PostgreSQL all the while, and notes what moves back or comes back. */
final class OrdersWatch {
  private final ShopServers shop;
  private final Map<String, Long> seen = new HashMap<>();
  private final List<String> violations = new ArrayList<>();

  OrdersWatch(ShopServers shop) {
    this.shop = shop;
  }

  /** What moved back or came back, for people. */
  List<String> violations() {
    return List.copyOf(violations);
  }

  void watch(AtomicBoolean done) {
    try {
      while (!done.get()) {
        look();
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private void look() throws SQLException {
    Map<String, Long> rows = new HashMap<>();
    for (String row :
        shop.postgres("SELECT order_id || ' ' || _version FROM sales.orders WHERE order_id > 99")) {
      int space = row.indexOf(' ');
      rows.put(row.substring(0, space), Long.parseLong(row.substring(space + 1)));
    }
    rows.forEach(
        (id, version) -> {
          if (version < seen.getOrDefault(id, version)) {
            violations.add(id + " moved back, or came back after it was deleted");
          }
        });
    seen.keySet().stream()
        .filter(id -> !rows.containsKey(id))
        .forEach(id -> rows.put(id, Long.MAX_VALUE)); // gone for good
    seen.putAll(rows);
  }
}
