/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.Location;
import dev.tandem.model.entity.Version;
import dev.tandem.model.source.SourceChange;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.Types;
import dev.tandem.model.type.Value;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityMapperTest {
  private static final EntityName NAME = new EntityName("sales", "order");
  private static final Version VERSION = Version.of(1, 2, 3);
  private static final SourceTable TABLE =
      table(List.of("OrderId"), column("OrderId", "BIGINT"), column("Note", "TEXT"));

  @Test
  void shouldMapEveryColumnByItsNaming() throws Exception {
    EntityMapper mapper = EntityMapper.compile(plan(), TABLE);
    assertThat(mapper.schema().fields())
        .extracting("name", "type", "nullable")
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "order_id", Types.parse("int64").orElseThrow(), false),
            org.assertj.core.groups.Tuple.tuple("note", Types.parse("text").orElseThrow(), true));
    assertThat(mapper.schema().key()).containsExactly("order_id");
  }

  @Test
  void shouldFollowWhatThePlanSaysOfAField() throws Exception {
    EntityMapper mapper = EntityMapper.compile(plan(field("number", "Note", "int16")), TABLE);
    EntityRow row = mapper.map(row(new Value.Int(1), new Value.Text("7"))).orElseThrow();
    assertThat(row.value("number")).isEqualTo(new Value.Int(7));
  }

  @ParameterizedTest
  @CsvSource({
    "ApplicationId, application_id",
    "applicationId, application_id",
    "APPLICATION_ID, application_id",
    "HTTPServer, http_server",
    "id2Name, id2_name",
    "Größe, größe",
  })
  void shouldNameFieldsInSnakeCase(String column, String field) {
    assertThat(Naming.SNAKE_CASE.apply(column)).isEqualTo(field);
    assertThat(Naming.AS_IS.apply(column)).isEqualTo(column);
  }

  @Test
  void shouldMapEachKindOfChange() throws Exception {
    EntityMapper mapper = EntityMapper.compile(plan(), TABLE);
    SourceRow row = row(new Value.Int(1), new Value.Text("a"));
    EntityRow mapped = mapper.map(row).orElseThrow();
    assertThat(map(mapper, new SourceChange.Read(row)))
        .isEqualTo(upserted(mapped, EntityChange.Origin.READ));
    assertThat(map(mapper, new SourceChange.Created(row)))
        .isEqualTo(upserted(mapped, EntityChange.Origin.CREATE));
    assertThat(map(mapper, new SourceChange.Updated(row, row)))
        .isEqualTo(upserted(mapped, EntityChange.Origin.UPDATE));
    assertThat(map(mapper, new SourceChange.Deleted(row)))
        .isEqualTo(
            new Mapping.Mapped(
                new EntityChange.Deleted(
                    mapped.key(), VERSION, 9, List.of(mapped.location(List.of("order_id"))))));
  }

  @Test
  void shouldRejectATruncatedTable() throws Exception {
    Mapping mapping = map(EntityMapper.compile(plan(), TABLE), new SourceChange.Truncated());
    assertThat(mapping).extracting("code", "field").containsExactly("E_TRUNCATE", "");
  }

  @Test
  void shouldRejectAFieldThatCannotHoldItsValueWithoutTellingIt() throws Exception {
    EntityMapper mapper = EntityMapper.compile(plan(field("note", "Note", "string(2)")), TABLE);
    Mapping mapping =
        map(mapper, new SourceChange.Created(row(new Value.Int(1), new Value.Text("s3cret"))));
    assertThat(mapping).extracting("code", "field").containsExactly("E_LENGTH", "note");
    assertThat(mapping.toString()).doesNotContain("s3cret");
  }

  @Test
  void shouldRejectAKeyOfNull() throws Exception {
    SourceTable table = table(List.of(), column("OrderId", "BIGINT"), column("Note", "TEXT"));
    EntityMapper mapper = EntityMapper.compile(plan(List.of("OrderId", "Note"), null), table);
    SourceRow row = new SourceRow(table, new Value.Int(1), Value.NULL);
    assertThat(map(mapper, new SourceChange.Created(row)))
        .extracting("code", "field")
        .containsExactly("E_NULL", "note");
    assertThat(map(mapper, new SourceChange.Deleted(row)))
        .extracting("code", "field")
        .containsExactly("E_NULL", "note");
  }

  @Test
  void shouldSpellAKeyInTheOrderOfThePlan() throws Exception {
    EntityMapper mapper = EntityMapper.compile(plan(List.of("Note", "OrderId"), null), TABLE);
    assertThat(mapper.map(row(new Value.Int(1), new Value.Text("\"#"))).orElseThrow().key())
        .hasToString("{\"note\":\"\\\"#\",\"order_id\":1}");
  }

  /** A row that a templated key moves must go from where it was. */
  @Test
  void shouldSayWhatPlaceARowHasLeft() throws Exception {
    EntityMapper mapper = EntityMapper.compile(plan(List.of(), dynamo("{note}")), TABLE);
    SourceRow before = row(new Value.Int(1), new Value.Text("a"));
    SourceRow after = row(new Value.Int(1), new Value.Text("b"));
    assertThat(left(map(mapper, new SourceChange.Updated(before, after))))
        .containsExactly(
            new Location(Map.of("order_id", new Value.Int(1), "note", new Value.Text("a"))));
    assertThat(left(map(mapper, new SourceChange.Updated(after, after)))).isEmpty();
    assertThat(
            left(map(mapper, new SourceChange.Updated(row(new Value.Int(1), Value.NULL), after))))
        .as("from no place at all")
        .hasSize(1);
  }

  @Test
  void shouldAskOfAFormerRowOnlyWhatTellsItsPlace() throws Exception {
    assertThat(EntityMapper.compile(plan(List.of(), null), TABLE).formerColumns())
        .isEqualTo(BitSet.valueOf(new long[] {0b01}));
    assertThat(EntityMapper.compile(plan(List.of(), dynamo("{note}")), TABLE).formerColumns())
        .isEqualTo(BitSet.valueOf(new long[] {0b11}));
  }

  @Test
  void shouldSayAllThatDoesNotFitAtOnce() {
    SourceTable table =
        table(
            List.of(),
            column("a_b", "INT"),
            column("aB", "INT"),
            column("_version", "INT"),
            column("pk", "INT"),
            column("odd", "VECTOR"));
    EntityPlan plan =
        new EntityPlan(
            NAME,
            TABLE.id(),
            ColumnsPlan.all(Naming.SNAKE_CASE, field("x", "gone", "int16"))
                .keyedBy(List.of("nowhere")),
            RowsPlan.ALL,
            Optional.empty(),
            Optional.of(
                new DynamoPlan(
                    "t",
                    new DynamoPlan.Keys(Template.parse("{missing}"), Optional.empty()),
                    Map.of(
                        "gsi1",
                        new DynamoPlan.Keys(Template.parse("{a_b:yyyy}"), Optional.empty())),
                    Optional.of(new DynamoPlan.TimeToLive("pk", Duration.ofDays(1))))));
    assertThatThrownBy(() -> EntityMapper.compile(plan, table))
        .isInstanceOfSatisfying(
            MappingMismatch.class,
            mismatch ->
                assertThat(mismatch.problems())
                    .extracting(MappingProblem::problem)
                    .satisfiesExactlyInAnyOrder(
                        text -> assertThat(text).contains("from column gone"),
                        text -> assertThat(text).contains("VECTOR"),
                        text -> assertThat(text).contains("[nowhere]"),
                        text -> assertThat(text).contains("2 columns", "field a_b"),
                        text -> assertThat(text).contains("_version"),
                        text -> assertThat(text).contains("the field pk"),
                        text -> assertThat(text).contains("the key uses the field missing"),
                        text -> assertThat(text).contains("index gsi1 formats the field a_b"),
                        text -> assertThat(text).contains("ttl counts from the field pk")));
  }

  @Test
  void shouldAskForAKeyWhereTheTableHasNone() {
    SourceTable table = table(List.of(), column("OrderId", "BIGINT"), column("Note", "TEXT"));
    assertThatThrownBy(() -> EntityMapper.compile(plan(), table))
        .isInstanceOf(MappingMismatch.class)
        .hasMessageContaining("no primary key");
  }

  private static Mapping map(EntityMapper mapper, SourceChange change) {
    return mapper.map(Orders.asRead(change, mapper), VERSION, 9);
  }

  private static Mapping upserted(EntityRow row, EntityChange.Origin origin) {
    return new Mapping.Mapped(
        new EntityChange.Upserted(row.key(), VERSION, 9, origin, row, List.of()));
  }

  private static List<Location> left(Mapping mapping) {
    return ((EntityChange.Upserted) ((Mapping.Mapped) mapping).change()).left();
  }

  private static SourceRow row(Value... values) {
    return new SourceRow(TABLE, values);
  }

  private static SourceTable table(List<String> key, SourceColumn... columns) {
    return new SourceTable(
        SourceKind.MYSQL, TableId.of("shop", "Orders"), Arrays.asList(columns), key);
  }

  private static SourceColumn column(String name, String type) {
    return new SourceColumn(name, type, -1, -1, true, List.of());
  }

  private static FieldPlan field(String name, String column, String type) {
    return FieldPlan.of(name, column, Types.parse(type));
  }

  private static DynamoPlan dynamo(String partition) {
    return new DynamoPlan(
        "t",
        new DynamoPlan.Keys(Template.parse(partition), Optional.empty()),
        Map.of(),
        Optional.empty());
  }

  private static EntityPlan plan(FieldPlan... fields) {
    return plan(List.of(), null, fields);
  }

  private static EntityPlan plan(
      List<String> key, @org.jspecify.annotations.Nullable DynamoPlan dynamo, FieldPlan... fields) {
    return new EntityPlan(
        NAME,
        TABLE.id(),
        ColumnsPlan.all(Naming.SNAKE_CASE, fields).keyedBy(key),
        RowsPlan.ALL,
        Optional.empty(),
        Optional.ofNullable(dynamo));
  }
}
