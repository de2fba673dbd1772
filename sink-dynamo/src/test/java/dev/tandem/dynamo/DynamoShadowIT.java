/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static dev.tandem.dynamo.Parcels.created;
import static dev.tandem.dynamo.Parcels.deleted;
import static dev.tandem.dynamo.Parcels.updated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.target.ShadowReport;
import dev.tandem.model.target.TargetWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoShadowIT {
  private final Shelves shelves = new Shelves();
  private final DynamoTarget target = TestDynamo.target(shelves.pipeline, shelves.parcels.plan());
  private final DynamoShadow shadow = target.shadow(Parcels.SCHEMA.name());

  @AfterEach
  void close() {
    shelves.close();
    TestDynamo.drop(shadow.name());
  }

  @Test
  void shouldEqualTheTableInUseWhenItIsMadeOfTheSameChanges() {
    // Given rows on many pages, one that moved and one that is gone
    EntityChange[] many =
        LongStream.range(10, 130)
            .mapToObj(id -> created(id, id, "S" + id, "x".repeat(50_000)))
            .toArray(EntityChange[]::new);
    EntityChange[] few = {
      created(1, 1, "A", "a"),
      updated(1, 2, "B", "b", "A"),
      created(2, 3, "C", "c"),
      deleted(2, 4, "C")
    };
    shelves.write(many);
    shelves.writeOneByOne(few);

    // When
    boolean empty = shadow.begin(false);
    fill(many);
    fill(few);

    // Then
    assertThat(empty).isTrue();
    assertThat(shadow.compare()).isEqualTo(new ShadowReport(121, 121, 0, 0, 0, Map.of()));
    assertThat(shadow.begin(false)).as("is there already").isFalse();
  }

  @Test
  void shouldTellWhatIsMissingTooMuchAndOtherwise() {
    // Given
    EntityChange[] history = {
      created(1, 1, "A", "a"), created(2, 2, "B", "b"), created(3, 3, "C", "c")
    };
    shelves.write(history);
    shadow.begin(false);
    fill(history);

    // When the table in use loses, gets and changes an item
    TestDynamo.CLIENT.deleteItem(
        delete -> delete.tableName(shelves.parcels.table()).key(Shelves.key("A")));
    put(shelves.parcels.table(), Map.of("note", AttributeValue.fromS("tampered")), "B");
    put(shelves.parcels.table(), Map.of("more", AttributeValue.fromBool(true)), "C");
    put(shelves.parcels.table(), Map.of("id", AttributeValue.fromN("9")), "Z");
    put(shelves.parcels.table(), Map.of("id", AttributeValue.fromN("8")), "Y");

    // Then
    assertThat(shadow.compare())
        .isEqualTo(new ShadowReport(4, 3, 1, 2, 2, Map.of("note", 1L, "more", 1L)));
  }

  @Test
  void shouldBeginAnewWithoutWhatItHeld() {
    // Given
    shelves.write(created(1, 1, "A", "a"));
    shadow.begin(false);
    fill(created(1, 1, "A", "a"), deleted(1, 2, "A"), created(5, 5, "E", "e"));

    // When
    boolean empty = shadow.begin(true);
    fill(created(1, 1, "A", "a"), updated(1, 3, "A", "again"));

    // Then
    assertThat(empty).isTrue();
    assertThat(TestDynamo.items(shadow.name())).hasSize(1);
    assertThat(shadow.compare().columns()).containsOnlyKeys("note", "_version");
  }

  @Test
  void shouldLeaveOutItemsWhoseTimeIsOver() {
    // Given
    DynamoPlan plain = shelves.parcels.dynamo();
    DynamoPlan expiring =
        new DynamoPlan(
            plain.table(),
            plain.key(),
            Map.of(),
            Optional.of(new DynamoPlan.TimeToLive("note", Duration.ZERO)));
    MappingPlan plan = new MappingPlan(0, List.of(Parcels.entity(Parcels.SCHEMA.name(), expiring)));
    DynamoShadow expired = TestDynamo.target(shelves.pipeline, plan).shadow(Parcels.SCHEMA.name());
    expired.begin(false);
    long now = Instant.now().getEpochSecond();
    put(shelves.parcels.table(), ttl(now - 60), "over");
    put(expired.name(), ttl(now - 60), "over too");
    put(shelves.parcels.table(), ttl(now + 3_600), "there");

    // Then
    assertThat(expired.compare()).isEqualTo(new ShadowReport(1, 0, 0, 1, 0, Map.of()));
  }

  private static Map<String, AttributeValue> ttl(long second) {
    return Map.of(DynamoPlan.TTL, AttributeValue.fromN(Long.toString(second)));
  }

  /** Sets attributes of the item on a shelf, which is made where there is none. */
  private static void put(String table, Map<String, AttributeValue> attributes, String shelf) {
    Map<String, AttributeValue> item =
        new HashMap<>(
            TestDynamo.CLIENT
                .getItem(get -> get.tableName(table).key(Shelves.key(shelf)).consistentRead(true))
                .item());
    item.putAll(Shelves.key(shelf));
    item.putAll(attributes);
    TestDynamo.CLIENT.putItem(write -> write.tableName(table).item(item));
  }

  private void fill(EntityChange... changes) {
    try (TargetWriter writer = shadow.writer()) {
      for (EntityChange change : changes) {
        assertThat(writer.write(Parcels.batch(List.of(change))).rejected()).isEmpty();
      }
    }
  }
}
