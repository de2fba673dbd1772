/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Version;
import dev.tandem.model.source.SourceChange;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.model.transform.MalformedTransform;
import dev.tandem.model.transform.Transforms;
import dev.tandem.model.type.Types;
import dev.tandem.model.type.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Entities that are made of several tables. */
class SharedEntityTest {
  private static final EntityName ORDER = new EntityName("sales", "order");
  private static final TableId EU = TableId.of("eu", "Orders");
  private static final TableId US = TableId.of("us", "Orders");
  private static final FieldPlan REGION = origin("region", FieldPlan.TableName.DATABASE);
  private static final FieldPlan TABLE = origin("origin_table", FieldPlan.TableName.TABLE);

  @Test
  void shouldMakeAnOriginOfTheTablesName() throws Exception {
    FieldPlan mapped =
        origin("region", FieldPlan.TableName.DATABASE, "string(2)", "map(eu=EU, us=US)");
    EntityMapper mapper = compile(columns(mapped, TABLE), table(US));
    assertThat(mapper.schema().key()).containsExactly("region", "origin_table", "id");
    assertThat(mapper.map(row(table(US), 7)).orElseThrow().values())
        .containsExactly(
            new Value.Int(7), Value.NULL, new Value.Text("US"), new Value.Text("Orders"));
  }

  @Test
  void shouldTellTablesApartByTheirSchemas() {
    FieldPlan schema = origin("tenant", FieldPlan.TableName.SCHEMA);
    TableId one = new TableId("eu", "one", "Orders");
    TableId two = new TableId("eu", "two", "Orders");
    assertThat(problems(columns(schema), one, two)).isEmpty();
    assertThat(problems(columns(REGION, TABLE), one, two))
        .singleElement()
        .asString()
        .contains("eu.one.Orders and eu.two.Orders");
  }

  @Test
  void shouldKeepOriginsOutOfTheKeyThatDoesNotNameThem() throws Exception {
    EntityMapper mapper = compile(ColumnsPlan.all(Naming.SNAKE_CASE, REGION), table(EU));
    assertThat(mapper.schema().key()).containsExactly("id");
  }

  @Test
  void shouldOrderTheKeyAsItIsWritten() throws Exception {
    ColumnsPlan columns =
        ColumnsPlan.all(Naming.SNAKE_CASE, TABLE, REGION)
            .keyedBy(List.of("Id", "region", "Note", "origin_table"));
    assertThat(compile(columns, table(EU)).schema().key())
        .containsExactly("id", "region", "note", "origin_table");
  }

  @Test
  void shouldUseOriginsInExpressions() throws Exception {
    FieldPlan computed = Orders.computed("label", "text", "region + '/' + string(id)");
    RowsPlan rows = new RowsPlan(Optional.of("region == 'eu'"), List.of(), new RowsPlan.Hard());
    EntityMapper eu = compile(plan(EU, columns(REGION, computed), rows), table(EU));
    EntityMapper us = compile(plan(US, columns(REGION, computed), rows), table(US));
    assertThat(eu.map(row(table(EU), 7)).orElseThrow().value("label"))
        .isEqualTo(new Value.Text("eu/7"));
    assertThat(us.map(row(table(US), 7))).isEmpty();
  }

  @Test
  void shouldDeleteUnderTheKeyWithTheOrigin() throws Exception {
    EntityMapper mapper = compile(columns(REGION), table(EU));
    Mapping mapping =
        mapper.map(
            new SourceChange.Deleted(row(table(EU), 7)), Version.of(1, 5, 0), Orders.COMMITTED);
    EntityChange change = ((Mapping.Mapped) mapping).change();
    assertThat(change).isInstanceOf(EntityChange.Deleted.class);
    assertThat(change.key().json()).isEqualTo("{\"region\":\"eu\",\"id\":7}");
  }

  @Test
  void shouldSayThatATableHasNoOrigin() {
    FieldPlan mapped = origin("region", FieldPlan.TableName.DATABASE, "string(2)", "map(eu=EU)");
    assertThatThrownBy(() -> compile(columns(mapped), table(US)))
        .isInstanceOf(MappingMismatch.class)
        .hasMessageContaining("field region cannot be made of the name of us.Orders");
  }

  @Test
  void shouldTakeTablesThatTheirOriginTellsApart() {
    assertThat(problems(columns(REGION), EU, US)).isEmpty();
    assertThat(problems(columns(REGION), EU)).isEmpty();
    assertThat(problems(columns(TABLE), EU, TableId.of("eu", "Old"))).isEmpty();
  }

  @Test
  void shouldRefuseTablesWhoseRowsCouldMeet() {
    FieldPlan alike = origin("region", FieldPlan.TableName.DATABASE, "text", "map(eu=EU, us=EU)");
    assertThat(problems(columns(TABLE), EU, US)).singleElement().asString().contains("overwrite");
    assertThat(problems(columns(alike), EU, US)).singleElement().asString().contains("overwrite");
    assertThat(problems(ColumnsPlan.all(Naming.SNAKE_CASE, REGION), EU, US))
        .singleElement()
        .asString()
        .contains("eu.Orders and us.Orders would both be the entity sales.order");
  }

  @Test
  void shouldRefuseTwoEntitiesOfOneName() {
    MappingPlan plan =
        new MappingPlan(
            0,
            List.of(
                plan(EU, columns(REGION), RowsPlan.ALL), plan(US, columns(TABLE), RowsPlan.ALL)));
    assertThat(plan.problems()).hasSize(1);
  }

  @Test
  void shouldResolvePatternsIntoOneEntity() {
    MappingPlan plan =
        new MappingPlan(
            0, List.of(plan(EU, columns(REGION, TABLE), RowsPlan.ALL)), List.of(pattern("order")));
    MappingPlan definite = plan.with(List.of(EU, US, TableId.of("us", "OrdersOld")));
    assertThat(definite.byName().keySet()).containsExactly(ORDER);
    assertThat(definite.byName().get(ORDER))
        .extracting(EntityPlan::from)
        .containsExactly(EU, US, TableId.of("us", "OrdersOld"));
    assertThat(definite.of(US)).hasSize(1);
  }

  @Test
  void shouldRefuseAnEntityWithoutAnyTable() {
    MappingPlan plan = new MappingPlan(0, List.of(), List.of(pattern("order")));
    assertThatThrownBy(() -> plan.with(List.of(EU)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no table is left for the entity sales.order");
  }

  @Test
  void shouldMakeEntitiesOfTheSameNameOneWhereTheirOriginsDiffer() {
    ColumnsPlan columns =
        ColumnsPlan.all(Naming.SNAKE_CASE, TABLE).keyedBy(List.of("origin_table"));
    EntityPattern pattern =
        new EntityPattern(
            new EntityName("sales", "*"),
            new TablePattern("eu", "", "*"),
            Set.of(),
            columns,
            RowsPlan.ALL,
            Optional.of(new PostgresPlan("crm", "*")),
            Optional.empty());
    MappingPlan definite =
        new MappingPlan(0, List.of(), List.of(pattern))
            .with(List.of(TableId.of("eu", "OrderLines"), TableId.of("eu", "order_lines")));
    assertThat(definite.byName().keySet()).containsExactly(new EntityName("sales", "order_lines"));
  }

  @Test
  void shouldFitTablesWithTheirColumnsInAnyOrder() throws Exception {
    SourceTable other =
        new SourceTable(
            SourceKind.MYSQL, US, List.of(column("Note", "VARCHAR", 20), id()), List.of("Id"));
    List<FittedTable> fitted = fit(columns(REGION), table(EU), other);
    assertThat(fitted)
        .extracting(one -> names(one.mapper().schema()))
        .containsExactly(List.of("id", "note", "region"), List.of("note", "id", "region"));
  }

  @Test
  void shouldLetAFieldBeNullForAllTablesOfTheEntity() throws Exception {
    assertThat(compile(columns(REGION), table(EU)).schema().field("note").nullable()).isTrue();
    assertThat(
            compile(ColumnsPlan.all(Naming.SNAKE_CASE), table(EU))
                .schema()
                .field("note")
                .nullable())
        .isFalse();
  }

  @Test
  void shouldRefuseTablesThatMakeDifferentFields() {
    SourceTable longer =
        new SourceTable(
            SourceKind.MYSQL, US, List.of(id(), column("Note", "VARCHAR", 30)), List.of("Id"));
    SourceTable more =
        new SourceTable(
            SourceKind.MYSQL,
            US,
            List.of(id(), column("Note", "VARCHAR", 20), column("X", "INT", -1)),
            List.of("Id"));
    SourceTable otherKey =
        new SourceTable(
            SourceKind.MYSQL,
            US,
            List.of(id(), column("Note", "VARCHAR", 20)),
            List.of("Id", "Note"));
    assertThatThrownBy(() -> fit(columns(REGION), table(EU), longer))
        .isInstanceOf(MappingMismatch.class)
        .hasMessageContaining("note is string(20) in eu.Orders and string(30) in us.Orders")
        .hasMessageContaining("declare a type");
    assertThatThrownBy(() -> fit(columns(REGION), table(EU), more))
        .isInstanceOf(MappingMismatch.class)
        .hasMessageContaining("us.Orders makes a field x, eu.Orders does not");
    assertThatThrownBy(() -> fit(columns(REGION), table(EU), otherKey))
        .isInstanceOf(MappingMismatch.class)
        .hasMessageContaining("the key is made of [region, id] in eu.Orders");
  }

  @Test
  void shouldDropAColumnThatOneTableAloneHas() throws Exception {
    SourceTable more =
        new SourceTable(
            SourceKind.MYSQL,
            US,
            List.of(id(), column("Note", "VARCHAR", 20), column("X", "INT", -1)),
            List.of("Id"));
    assertThat(fit(dropping("X"), table(EU), more)).hasSize(2);
    assertThatThrownBy(() -> fit(dropping("Y"), table(EU)))
        .isInstanceOf(MappingMismatch.class)
        .hasMessageContaining("column Y is dropped, but no table has such a column");
    assertThatThrownBy(() -> fit(dropping("Y"), table(EU), table(US)))
        .isInstanceOf(MappingMismatch.class)
        .hasMessageContaining("column Y is dropped, but no table has such a column");
  }

  private static ColumnsPlan dropping(String column) {
    return new ColumnsPlan(
        Naming.SNAKE_CASE,
        List.of(REGION),
        ColumnsPlan.Others.MAP,
        Set.of(column),
        List.of("region"));
  }

  private static List<FittedTable> fit(ColumnsPlan columns, SourceTable... tables)
      throws MappingMismatch {
    Map<TableId, SourceTable> byId =
        Arrays.stream(tables).collect(Collectors.toMap(SourceTable::id, Function.identity()));
    return FittedTable.all(
        Arrays.stream(tables).map(table -> plan(table.id(), columns, RowsPlan.ALL)).toList(),
        id -> byId.getOrDefault(id, table(id)));
  }

  private static List<String> names(EntitySchema schema) {
    return schema.fields().stream().map(EntityField::name).toList();
  }

  private static List<String> problems(ColumnsPlan columns, TableId... tables) {
    return new MappingPlan(
            0, Arrays.stream(tables).map(id -> plan(id, columns, RowsPlan.ALL)).toList())
        .problems().stream().map(MappingProblem::problem).toList();
  }

  private static EntityPattern pattern(String name) {
    return new EntityPattern(
        new EntityName("sales", name),
        new TablePattern("us", "", "Orders*"),
        Set.of(),
        columns(REGION, TABLE),
        RowsPlan.ALL,
        Optional.empty(),
        Optional.empty());
  }

  /** The fields, with all origins among them in front of the key. */
  private static ColumnsPlan columns(FieldPlan... fields) {
    ColumnsPlan plain = ColumnsPlan.all(Naming.SNAKE_CASE, fields);
    return plain.keyedBy(
        Arrays.stream(fields)
            .filter(field -> field.origin() instanceof FieldPlan.OfTable)
            .map(FieldPlan::name)
            .toList());
  }

  private static FieldPlan origin(String name, FieldPlan.TableName which) {
    return FieldPlan.of(name, new FieldPlan.OfTable(which), Optional.empty());
  }

  private static FieldPlan origin(
      String name, FieldPlan.TableName which, String type, String step) {
    try {
      return new FieldPlan(
          name,
          new FieldPlan.OfTable(which),
          List.of(new FieldPlan.Step(step, Transforms.builtIn().parse(step))),
          Types.parse(type),
          Optional.empty(),
          false);
    } catch (MalformedTransform e) {
      throw new AssertionError(e);
    }
  }

  private static EntityPlan plan(TableId table, ColumnsPlan columns, RowsPlan rows) {
    return new EntityPlan(ORDER, table, columns, rows, Optional.empty(), Optional.empty());
  }

  private static EntityMapper compile(ColumnsPlan columns, SourceTable table)
      throws MappingMismatch {
    return compile(plan(table.id(), columns, RowsPlan.ALL), table);
  }

  private static EntityMapper compile(EntityPlan plan, SourceTable table) throws MappingMismatch {
    return EntityMapper.compile(plan, table);
  }

  private static SourceTable table(TableId id) {
    return new SourceTable(
        SourceKind.MYSQL, id, List.of(id(), column("Note", "VARCHAR", 20)), List.of("Id"));
  }

  private static SourceColumn id() {
    return column("Id", "BIGINT", -1);
  }

  private static SourceColumn column(String name, String type, int length) {
    return new SourceColumn(name, type, length, -1, false, List.of());
  }

  private static SourceRow row(SourceTable table, long id) {
    return new SourceRow(table, new Value.Int(id), Value.NULL);
  }
}
