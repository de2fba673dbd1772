/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.Version;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.target.StoredRow;
import dev.tandem.model.target.TargetReader;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Every kind of value, through the public door: prepare, write, read, find by an index. */
class RoundTripIT {
  private final String table = TestDynamo.fresh("things");
  private final EntityPlan entity = Parcels.entity(Things.SCHEMA.name(), Things.plan(table));
  private final DynamoTarget target =
      new DynamoTarget(
          TestDynamo.connection(),
          TestDynamo.fresh("pipeline"),
          new MappingPlan(0, List.of(entity)));

  @Test
  void shouldReadBackWhatItWrote() throws Exception {
    // Given
    EntityRow full = Things.row(Things.fields());
    EntityRow bare = Things.row(Map.of("id", Things.fields().get("id"), "count", new Value.Int(1)));
    EntityRow other = Things.row(Map.of("id", new Value.Decimal(BigDecimal.ONE)));
    target.prepare(true);

    // When
    try (TargetWriter writer = target.writer()) {
      assertThat(writer.claim(List.of(Parcels.LANE))).isEmpty();
      writer.write(Parcels.batch(Things.SCHEMA, List.of(created(full, 1), created(other, 2))));
    }

    // Then
    try (TargetReader reader = target.reader(entity)) {
      List<StoredRow> rows = new ArrayList<>();
      reader.scan(Things.SCHEMA, rows::add);
      assertThat(rows)
          .containsExactlyInAnyOrder(
              new StoredRow(full, List.of()), new StoredRow(other, List.of()));
      assertThat(reader.find(Things.SCHEMA, List.of(bare.location(List.of("id")))))
          .containsExactly(new StoredRow(full, List.of()));
      assertThat(reader.mayHaveExpired(full)).isTrue();
      assertThat(reader.mayHaveExpired(bare)).isFalse();
    }
    assertThat(inIndex("byday", "2018-06")).isEqualTo(1);
  }

  private int inIndex(String index, String key) {
    QueryResponse found =
        TestDynamo.CLIENT.query(
            query ->
                query
                    .tableName(table)
                    .indexName(index)
                    .keyConditionExpression(index + "pk = :k")
                    .expressionAttributeValues(Map.of(":k", AttributeValue.fromS(key))));
    return found.count();
  }

  private static EntityChange created(EntityRow row, long version) {
    return new EntityChange.Upserted(
        row.key(), new Version(version), 0, EntityChange.Origin.CREATE, row, List.of());
  }
}
