/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.mapping.Template;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

class PreparationIT {
  private final String pipeline = TestDynamo.fresh("pipeline");
  private final String table = TestDynamo.fresh("logs");

  @AfterEach
  void drop() {
    TestDynamo.drop(table, Tombstones.tableOf(pipeline));
  }

  @Test
  void shouldNameAllThatIsMissingAndCreateNothing() {
    // Given
    DynamoTarget target = target(plan(table, 2, true));

    // Then
    assertThatThrownBy(() -> target.prepare(false))
        .isInstanceOf(TandemException.class)
        .hasMessage(
            ("Table %s is missing: create it with partition key pk (String) and sort key sk (String),"
                    + " index gsi1 with partition key gsi1pk (String) and sort key gsi1sk (String),"
                    + " index gsi2 with partition key gsi2pk (String), time to live on ttl."
                    + " Table %s-tombstones is missing: create it with partition key entry (String),"
                    + " time to live on ttl.")
                .formatted(table, pipeline))
        .extracting(e -> ((TandemException) e).code())
        .isEqualTo(DynamoCode.TABLES);
    assertThat(target.problems(false))
        .hasSize(2)
        .allMatch(line -> line.startsWith("TD-DDB-TABLES: "));
    assertThat(target.problems(true)).isEmpty();
    assertThat(TestDynamo.CLIENT.listTables().tableNames()).doesNotContain(table);
  }

  @Test
  void shouldCreateAllThatIsMissing() {
    // Given
    DynamoTarget target = target(plan(table, 2, true));

    // When
    target.prepare(true);

    // Then
    TableDescription made = TestDynamo.CLIENT.describeTable(d -> d.tableName(table)).table();
    assertThat(made.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
    assertThat(made.globalSecondaryIndexes())
        .allSatisfy(
            index -> assertThat(index.projection().projectionType()).isEqualTo(ProjectionType.ALL));
    assertThatCode(() -> target.prepare(false)).doesNotThrowAnyException();
    assertThatCode(() -> target.prepare(true)).doesNotThrowAnyException();
  }

  @Test
  void shouldAddWhatATableLacks() {
    // Given
    target(plan(table, 0, false)).prepare(true);
    DynamoTarget wanted = target(plan(table, 2, true));
    assertThatThrownBy(() -> wanted.prepare(false))
        .hasMessageContaining("has no index gsi1")
        .hasMessageContaining("has no index gsi2")
        .hasMessageContaining("has no time to live");

    // When
    wanted.prepare(true);

    // Then
    assertThatCode(() -> wanted.prepare(false)).doesNotThrowAnyException();
  }

  @Test
  void shouldChangeNothingWhileSomethingIsWrongThatOnlyAPersonCanMend() {
    // Given
    TestDynamo.CLIENT.createTable(
        create ->
            create
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(
                    KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build())
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName("pk")
                        .attributeType(ScalarAttributeType.N)
                        .build()));

    // Then
    assertThatThrownBy(() -> target(plan(table, 1, true)).prepare(true))
        .isInstanceOf(TandemException.class)
        .hasMessageContaining("Table " + table + " has another key");
    assertThat(TestDynamo.CLIENT.listTables().tableNames())
        .doesNotContain(Tombstones.tableOf(pipeline));
  }

  @Test
  void shouldRefuseAnIndexOfAnotherShapeAndATimeToLiveElsewhere() {
    // Given
    target(plan(table, 1, false)).prepare(true);
    TestDynamo.CLIENT.updateTimeToLive(
        ttl ->
            ttl.tableName(table)
                .timeToLiveSpecification(one -> one.attributeName("expires").enabled(true)));
    DynamoPlan other =
        new DynamoPlan(
            table,
            Parcels.keys("{id}", "LOG"),
            Map.of("gsi1", new DynamoPlan.Keys(Template.parse("{id}"), Optional.empty())),
            Optional.of(new DynamoPlan.TimeToLive("at", Duration.ofDays(1))));

    // Then
    assertThatThrownBy(() -> target(other).prepare(true))
        .hasMessageContaining("Index gsi1 of table " + table + " must have")
        .hasMessageContaining("has its time to live on expires");
  }

  @Test
  void shouldRefuseTwoEntitiesInOneTable() {
    // Given
    MappingPlan plan =
        new MappingPlan(
            0,
            List.of(
                entity("orders", plan(table, 0, false)), entity("lines", plan(table, 0, false))));

    // Then
    assertThatThrownBy(() -> TestDynamo.target(pipeline, plan).prepare(true))
        .hasMessage(
            "Table %s is named by shop.orders and shop.lines: give each entity a table of its own."
                .formatted(table));
  }

  @Test
  void shouldRefuseNamesThatDynamoDbDoesNotTake() {
    // Given
    DynamoPlan dynamo =
        new DynamoPlan(
            table + "/x",
            Parcels.keys("{id}", "LOG"),
            Map.of("g1", Parcels.keys("{id}", "{at}")),
            Optional.empty());

    // Then
    assertThatThrownBy(() -> target(dynamo).prepare(true))
        .isInstanceOf(TandemException.class)
        .hasMessageStartingWith(
            "DynamoDB takes no table or index named %s/x, g1:".formatted(table));
  }

  @Test
  void shouldAskForNothingWhenNothingGoesToDynamoDb() {
    assertThatCode(() -> TestDynamo.target(pipeline, new MappingPlan(0, List.of())).prepare(false))
        .doesNotThrowAnyException();
  }

  private DynamoTarget target(DynamoPlan dynamo) {
    return TestDynamo.target(pipeline, new MappingPlan(0, List.of(entity("log", dynamo))));
  }

  private static EntityPlan entity(String name, DynamoPlan dynamo) {
    return Parcels.entity(new EntityName("shop", name), dynamo);
  }

  private static DynamoPlan plan(String table, int indexes, boolean expires) {
    Map<String, DynamoPlan.Keys> keys = new LinkedHashMap<>();
    if (indexes > 0) {
      keys.put("gsi1", Parcels.keys("{id}", "{at}"));
    }
    if (indexes > 1) {
      keys.put("gsi2", new DynamoPlan.Keys(Template.parse("{id}"), Optional.empty()));
    }
    return new DynamoPlan(
        table,
        Parcels.keys("{id}", "LOG"),
        keys,
        expires
            ? Optional.of(new DynamoPlan.TimeToLive("at", Duration.ofDays(90)))
            : Optional.empty());
  }
}
