/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.join.JoinsPlan;
import dev.tandem.model.join.JoinsPlan.Embed;
import dev.tandem.model.join.JoinsPlan.Lookup;
import dev.tandem.model.join.JoinsPlan.Missing;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.FieldPlan;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.JsonType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entities whose rows take columns of parents and rows of children, as they reach the plan. */
class JoinsTest {
  private static final String HEAD =
      """
      name: loans
      source:
        mysql: {host: localhost, user: root, password: x, databases: [loans, shop]}
      domains:
        lending:
          entities:
      """;

  private static final String ORDER =
      """
            order:
              from: shop.orders
              embed: {lines: {from: shop.lines, on: order_id}}
              to: {postgres: {}}
      """;

  @TempDir Path directory;

  private EntityPlan entity(String entity) {
    return new ConfigFile(directory, HEAD + entity).config().mapping().entities().get(0);
  }

  @Test
  void shouldTakeParentsOverSeveralSteps() {
    // When
    EntityPlan plan =
        entity(
            """
                  payment:
                    from: loans.Payments
                    lookup:
                      loan: {from: loans.Loans, on: [TenantId, LoanId]}
                      application: {from: loans.Applications, on: loan.ApplicationId, missing: dead_letter}
                      branch: {from: loans.Branches, on: [loan.Region, loan.BranchId], missing: null}
                    fields:
                      customer_id: application.CustomerId
                      branch: {from: branch.Name, default: none}
                    to: {postgres: {}}
            """);

    // Then
    assertThat(plan.joins())
        .isEqualTo(
            new JoinsPlan(
                List.of(
                    new Lookup(
                        "loan",
                        TableId.of("loans", "Loans"),
                        List.of("TenantId", "LoanId"),
                        Missing.WAIT),
                    new Lookup(
                        "application",
                        TableId.of("loans", "Applications"),
                        List.of("loan.ApplicationId"),
                        Missing.DEAD_LETTER),
                    new Lookup(
                        "branch",
                        TableId.of("loans", "Branches"),
                        List.of("loan.Region", "loan.BranchId"),
                        Missing.NULL)),
                List.of()));
    assertThat(plan.columns().fields())
        .extracting(FieldPlan::column)
        .containsExactly(Optional.of("application.CustomerId"), Optional.of("branch.Name"));
    assertThat(plan.isJoined()).isTrue();
  }

  @Test
  void shouldTakeChildrenAndTheirChildren() {
    // When
    EntityPlan plan =
        entity(
            """
                  order:
                    from: shop.orders
                    embed:
                      lines:
                        from: shop.order_lines
                        on: order_id
                        order_by: [page, line_no]
                        drop: [order_id]
                        embed:
                          taxes: {from: shop.line_taxes, on: [order_id, line_no], as: map, by: kind}
                      parts: {from: shop.orders, on: part_of, as: list}
                    to: {postgres: {}}
            """);

    // Then
    Embed taxes =
        new Embed(
            "taxes",
            TableId.of("shop", "line_taxes"),
            List.of("order_id", "line_no"),
            Optional.of("kind"),
            List.of(),
            Set.of(),
            List.of());
    Embed lines =
        new Embed(
            "lines",
            TableId.of("shop", "order_lines"),
            List.of("order_id"),
            Optional.empty(),
            List.of("page", "line_no"),
            Set.of("order_id"),
            List.of(taxes));
    Embed parts =
        new Embed(
            "parts",
            TableId.of("shop", "orders"),
            List.of("part_of"),
            Optional.empty(),
            List.of(),
            Set.of(),
            List.of());
    assertThat(plan.joins()).isEqualTo(new JoinsPlan(List.of(), List.of(lines, parts)));
    assertThat(plan.columns().fields())
        .containsExactly(
            FieldPlan.of("lines", "lines", Optional.of(new JsonType())),
            FieldPlan.of("parts", "parts", Optional.of(new JsonType())));
  }

  @Test
  void shouldLetTheFileSayMoreOfTheFieldThatHoldsChildren() {
    EntityPlan renamed = entity(ORDER + "        fields: {items: {from: lines, required: true}}\n");
    assertThat(renamed.columns().fields())
        .singleElement()
        .satisfies(field -> assertThat(field.name()).isEqualTo("items"))
        .satisfies(field -> assertThat(field.required()).isTrue());
    EntityPlan same = entity(ORDER + "        fields: {lines: {from: lines, required: true}}\n");
    assertThat(same.columns().fields())
        .singleElement()
        .satisfies(field -> assertThat(field.required()).isTrue());
  }

  @ParameterizedTest
  @CsvSource({
    "missing: wait, WAIT",
    "missing: null, NULL",
    "missing: 'null', NULL",
    "missing: \"null\", NULL",
    "missing: dead_letter, DEAD_LETTER"
  })
  void shouldTakeTheNameOfNullForAWord(String key, Missing missing) {
    EntityPlan plan =
        entity(
            "      a: {from: loans.T, lookup: {p: {from: loans.P, on: PId, "
                + key
                + "}}, fields: {x: p.X}, to: {postgres: {}}}");
    assertThat(plan.joins().lookups()).extracting(Lookup::missing).containsExactly(missing);
  }

  @Test
  void shouldCaptureTheTablesOfParentsAndChildren() {
    ConfigFile file = new ConfigFile(directory, HEAD + ORDER);
    assertThat(file.config().mapping().tables())
        .containsExactly(TableId.of("shop", "lines"), TableId.of("shop", "orders"));
  }

  @Test
  void shouldTakeDboForTheSchemaOfASqlServer() {
    // Given
    ConfigFile file =
        new ConfigFile(
            directory,
            HEAD.replace("mysql", "sqlserver")
                + """
                      payment:
                        from: loans.Payments
                        lookup: {loan: {from: loans.Loans, on: LoanId}}
                        embed: {notes: {from: loans.hr.Notes, on: PaymentId}}
                        fields: {status: loan.Status}
                        to: {postgres: {}}
                """);

    // When
    JoinsPlan joins = file.config().mapping().entities().get(0).joins();

    // Then
    assertThat(joins.tables())
        .containsExactly(new TableId("loans", "dbo", "Loans"), new TableId("loans", "hr", "Notes"));
  }
}
