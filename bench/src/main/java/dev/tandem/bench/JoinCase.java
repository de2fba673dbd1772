/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.join.JoinsPlan;
import dev.tandem.model.mapping.ColumnsPlan;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.FieldPlan;
import dev.tandem.model.mapping.Naming;
import dev.tandem.model.mapping.RowsPlan;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.JsonType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One entity of several tables, made of raw records that were published before and of others that
 * are published while the clock runs.
 *
 * @param before tables that are filled first
 * @param events of the table whose rows are the events
 * @param expected records that the entity's topic holds in the end, at least
 */
record JoinCase(EntityPlan plan, List<Filling> before, Filling events, int expected) {
  private static final int PER_PARENT = 10;

  /** Payments of loans of applications. */
  static JoinCase lookup(int rows) {
    SourceTable applications = table("applications", "customer_id", "channel");
    SourceTable loans = table("loans", "application_id", "amount");
    SourceTable payments = table("payments", "loan_id", "amount", "note");
    int parents = Math.max(1, rows / PER_PARENT);
    JoinsPlan joins =
        new JoinsPlan(
            List.of(
                new JoinsPlan.Lookup(
                    "loan", loans.id(), List.of("loan_id"), JoinsPlan.Missing.WAIT),
                new JoinsPlan.Lookup(
                    "application",
                    applications.id(),
                    List.of("loan.application_id"),
                    JoinsPlan.Missing.WAIT)),
            List.of());
    FieldPlan customer = FieldPlan.of("customer_id", "application.customer_id", Optional.empty());
    return new JoinCase(
        plan("payment", payments, joins, customer),
        List.of(
            new Filling(
                applications,
                parents,
                i -> "{\"id\":%d,\"customer_id\":%d,\"channel\":7}".formatted(i, i / 2)),
            new Filling(
                loans,
                parents,
                i -> "{\"id\":%d,\"application_id\":%d,\"amount\":1000}".formatted(i, i))),
        new Filling(
            payments,
            rows,
            i ->
                "{\"id\":%d,\"loan_id\":%d,\"amount\":%d,\"note\":%d}"
                    .formatted(i, i / PER_PARENT, i % 977, i * 31L)),
        rows);
  }

  /** Lines of orders. */
  static JoinCase embed(int rows) {
    SourceTable orders = table("orders", "customer_id");
    SourceTable lines = table("lines", "order_id", "price", "quantity");
    int parents = Math.max(1, rows / PER_PARENT);
    JoinsPlan joins =
        new JoinsPlan(
            List.of(),
            List.of(
                new JoinsPlan.Embed(
                    "items",
                    lines.id(),
                    List.of("order_id"),
                    Optional.empty(),
                    List.of(),
                    Set.of("order_id"),
                    List.of())));
    return new JoinCase(
        plan("order", orders, joins, FieldPlan.of("items", "items", Optional.of(new JsonType()))),
        List.of(
            new Filling(
                orders, parents, i -> "{\"id\":%d,\"customer_id\":%d}".formatted(i, i / 2))),
        new Filling(
            lines,
            rows,
            i ->
                "{\"id\":%d,\"order_id\":%d,\"price\":%d,\"quantity\":%d}"
                    .formatted(i, i / PER_PARENT, i % 977, i % 9)),
        parents);
  }

  private static SourceTable table(String name, String... columns) {
    List<SourceColumn> all = new ArrayList<>();
    all.add(new SourceColumn("id", "BIGINT", -1, -1, false, List.of()));
    for (String column : columns) {
      all.add(new SourceColumn(column, "BIGINT", -1, -1, true, List.of()));
    }
    return new SourceTable(SourceKind.MYSQL, new TableId("bench", "", name), all, List.of("id"));
  }

  private static EntityPlan plan(String name, SourceTable table, JoinsPlan joins, FieldPlan field) {
    return new EntityPlan(
        new EntityName("bench", name),
        table.id(),
        ColumnsPlan.all(Naming.AS_IS, field),
        RowsPlan.ALL,
        Optional.empty(),
        Optional.empty(),
        joins);
  }

  List<Filling> all() {
    return Stream.concat(before.stream(), Stream.of(events)).toList();
  }

  /** Rows of all tables. */
  long rows() {
    return all().stream().mapToLong(Filling::rows).sum();
  }
}
