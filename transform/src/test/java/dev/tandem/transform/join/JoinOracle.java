/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.join;

import dev.tandem.model.join.JoinsPlan.Missing;
import dev.tandem.model.type.JsonTree.JsonNumber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What entities must be, joined with nothing of the product's own: numbers are Long, and a row is a
 * map of its columns.
 */
final class JoinOracle {
  private final SimulatedTables tables;
  private final List<Missing> missing;

  /** The rules for a state of the tables, with what becomes of a row without a parent. */
  JoinOracle(SimulatedTables tables, List<Missing> missing) {
    this.tables = tables;
    this.missing = missing;
  }

  /**
   * What a row must be at the targets.
   *
   * @param fields null when it cannot be made, so that it is a dead letter
   */
  record Expected(@Nullable Map<String, @Nullable Object> fields) {}

  /** Empty when it must not be there. */
  Optional<Expected> payment(Map<String, @Nullable Object> row) {
    Found loan = find(0, JoinTables.LOANS, Found.of(row), "tenant", "loan_id");
    Found application = find(1, JoinTables.APPLICATIONS, loan, "application_id");
    Found customer = find(2, JoinTables.CUSTOMERS, application, "customer_id");
    Map<String, @Nullable Object> fields = plain(row, JoinTables.PAYMENTS.columns());
    fields.put("loan_application", scalar(loan.get("application_id")));
    fields.put("customer", scalar(application.get("customer_id")));
    fields.put("channel", scalar(application.get("channel")));
    fields.put("customer_name", scalar(customer.get("name")));
    return expected(List.of(loan, application, customer), fields, true);
  }

  /** Empty when it must not be there. */
  Optional<Expected> order(Map<String, @Nullable Object> row) {
    Found buyer = find(0, JoinTables.CUSTOMERS, Found.of(row), "buyer");
    Found origin = find(1, JoinTables.ORDERS, Found.of(row), "origin_id");
    Map<String, @Nullable Object> fields = plain(row, JoinTables.ORDERS.columns());
    fields.put("buyer_name", scalar(buyer.get("name")));
    fields.put("origin_buyer", scalar(origin.get("buyer")));
    List<Object> lines = new ArrayList<>();
    boolean isWhole = true;
    for (Map<String, @Nullable Object> line :
        children(JoinTables.LINES, "order_id", row.get("id"), "position")) {
      Map<String, @Nullable Object> member = plain(line, List.of("id", "order_id", "position"));
      Map<String, @Nullable Object> taxes = new LinkedHashMap<>();
      for (Map<String, @Nullable Object> tax :
          children(JoinTables.TAXES, "line_id", line.get("id"), "id")) {
        String kind = (String) tax.get("kind");
        isWhole &= kind != null && !taxes.containsKey(kind);
        taxes.put(String.valueOf(kind), plain(tax, List.of("id", "kind", "rate")));
      }
      member.put("taxes", taxes);
      lines.add(member);
    }
    fields.put("lines", lines);
    return expected(List.of(buyer, origin), fields, isWhole);
  }

  private Optional<Expected> expected(
      List<Found> parents, Map<String, @Nullable Object> fields, boolean isWhole) {
    if (parents.stream().anyMatch(parent -> parent.lack() == Missing.WAIT)) {
      return Optional.empty();
    }
    boolean isRefused =
        !isWhole || parents.stream().anyMatch(parent -> parent.lack() == Missing.DEAD_LETTER);
    return Optional.of(new Expected(isRefused ? null : fields));
  }

  private Found find(int lookup, JoinTables table, Found from, String... on) {
    List<@Nullable Object> key = new ArrayList<>();
    for (String column : on) {
      key.add(from.get(column));
    }
    if (key.contains(null)) {
      // Of a parent that is not there, its own parents are as little there.
      return new Found(null, from.row() == null ? from.lack() : null);
    }
    Map<String, @Nullable Object> row = tables.row(table, key);
    return new Found(row, row == null ? missing.get(lookup) : null);
  }

  private List<Map<String, @Nullable Object>> children(
      JoinTables table, String on, @Nullable Object parent, String order) {
    return tables.rows(table).stream()
        .filter(row -> Objects.equals(row.get(on), parent))
        .sorted(
            Comparator.comparing(
                    (Map<String, @Nullable Object> row) -> (Long) row.get(order),
                    Comparator.nullsFirst(Comparator.<Long>naturalOrder()))
                .thenComparing(row -> (Long) Objects.requireNonNull(row.get("id"))))
        .toList();
  }

  private static Map<String, @Nullable Object> plain(
      Map<String, @Nullable Object> row, List<String> columns) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    columns.forEach(column -> plain.put(column, scalar(row.get(column))));
    return plain;
  }

  private static @Nullable Object scalar(@Nullable Object value) {
    return value instanceof Long number ? new JsonNumber(number.toString()) : value;
  }

  /**
   * A parent that was looked for.
   *
   * @param lack what its absence means; null when it is there or nothing refers to it
   */
  private record Found(@Nullable Map<String, @Nullable Object> row, @Nullable Missing lack) {
    static Found of(Map<String, @Nullable Object> row) {
      return new Found(row, null);
    }

    @Nullable Object get(String column) {
      return row == null ? null : row.get(column);
    }
  }
}
