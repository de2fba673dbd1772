/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.source.TableId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EntityPatternTest {
  @Test
  void shouldMakeAnEntityOfEachTableThatNoOtherTakes() {
    EntityPlan own =
        new EntityPlan(
            new EntityName("sales", "customer"),
            TableId.of("shop", "Customers"),
            ColumnsPlan.all(Naming.SNAKE_CASE),
            RowsPlan.ALL,
            Optional.empty(),
            Optional.empty());
    MappingPlan plan =
        new MappingPlan(
            7,
            List.of(own),
            List.of(pattern("log_*", "Log*", "shop.LogTmp*"), pattern("*", "*", "shop.LogTmp*")));
    assertThat(plan.openDatabases()).containsExactly("shop");
    MappingPlan definite =
        plan.with(
            tables(
                "shop.Customers",
                "shop.OrderLines",
                "shop.LogTmp1",
                "shop.LogIn",
                "other.Orders",
                "shop.order-items Ä"));
    assertThat(definite.revision()).isEqualTo(7);
    assertThat(definite.patterns()).isEmpty();
    assertThat(definite.entities())
        .extracting(entity -> entity.name() + " from " + entity.from())
        .containsExactly(
            "sales.customer from shop.Customers",
            "sales.log_log_in from shop.LogIn",
            "sales.order_lines from shop.OrderLines",
            "sales.order_items__ from shop.order-items Ä");
    assertThat(definite.entities().get(2).postgres())
        .contains(
            new PostgresPlan(
                "crm",
                "order_lines",
                Optional.empty(),
                Map.of("at", PostgresPlan.Fact.WRITTEN_AT)));
    assertThat(definite.entities().get(2).rows().deletes()).isEqualTo(new RowsPlan.Keep());
  }

  @Test
  void shouldSayThatTwoTablesWouldBeOneEntity() {
    MappingPlan plan = new MappingPlan(0, List.of(), List.of(pattern("*", "*")));
    assertThatThrownBy(() -> plan.with(tables("shop.OrderLines", "shop.order_lines")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shop.OrderLines and shop.order_lines")
        .hasMessageContaining("sales.order_lines");
  }

  private static EntityPattern pattern(String names, String tables, String... except) {
    return new EntityPattern(
        new EntityName("sales", names),
        new TablePattern("shop", "", tables),
        Arrays.stream(except).map(EntityPatternTest::of).collect(Collectors.toSet()),
        ColumnsPlan.all(Naming.SNAKE_CASE),
        new RowsPlan(Optional.empty(), List.of(), new RowsPlan.Keep()),
        Optional.of(
            new PostgresPlan(
                "crm", names, Optional.empty(), Map.of("at", PostgresPlan.Fact.WRITTEN_AT))),
        Optional.empty());
  }

  @Test
  void shouldTakeTheTablesOfOneSchemaOrOfSeveral() {
    List<TableId> present =
        List.of(
            new TableId("shop", "dbo", "Orders"),
            new TableId("shop", "eu", "Refunds"),
            new TableId("shop", "eu", "LogIn"));
    assertThat(made(new TablePattern("shop", "dbo", "*"), present)).containsExactly("sales.orders");
    assertThat(made(new TablePattern("shop", "*", "*"), present))
        .containsExactly("sales.orders", "sales.refunds");
  }

  @Test
  void shouldSayThatTablesOfTwoSchemasWouldBeOneEntity() {
    List<TableId> present =
        List.of(new TableId("shop", "dbo", "Orders"), new TableId("shop", "eu", "Orders"));
    assertThatThrownBy(() -> made(new TablePattern("shop", "*", "*"), present))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shop.dbo.Orders and shop.eu.Orders");
  }

  private static List<String> made(TablePattern tables, List<TableId> present) {
    EntityPattern pattern =
        new EntityPattern(
            new EntityName("sales", "*"),
            tables,
            Set.of(new TablePattern("shop", "eu", "Log*")),
            ColumnsPlan.all(Naming.SNAKE_CASE),
            RowsPlan.ALL,
            Optional.empty(),
            Optional.empty());
    MappingPlan plan = new MappingPlan(0, List.of(), List.of(pattern)).with(present);
    return plan.entities().stream().map(entity -> entity.name().toString()).toList();
  }

  private static TablePattern of(String name) {
    String[] parts = name.split("\\.", 2);
    return new TablePattern(parts[0], "", parts[1]);
  }

  private static List<TableId> tables(String... names) {
    return Arrays.stream(names)
        .map(name -> name.split("\\.", 2))
        .map(parts -> TableId.of(parts[0], parts[1]))
        .toList();
  }
}
