/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.Version;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.mapping.Template;
import dev.tandem.model.type.JsonTree;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemLayoutTest {
  private final ItemLayout layout = new ItemLayout(Things.plan("things"), Things.SCHEMA);

  @Test
  void shouldMakeKeysIndexKeysVersionAndExpiry() throws Refused {
    // When
    Map<String, AttributeValue> item = layout.item(Things.row(Things.fields()), new Version(4_711));

    // Then
    assertThat(item)
        .containsEntry("pk", AttributeValue.fromS("THING#18446744073709551615"))
        .containsEntry("sk", AttributeValue.fromS("THING"))
        .containsEntry("bynamepk", AttributeValue.fromS("NAME#Zoë \uD83D\uDE00"))
        .containsEntry(
            "bynamesk", AttributeValue.fromS("2018-06-20T04:37:03.120000Z#18446744073709551615"))
        .containsEntry("bydaypk", AttributeValue.fromS("2018-06"))
        .containsEntry("_version", AttributeValue.fromN("4711"))
        .containsEntry(
            "ttl",
            AttributeValue.fromN(
                Long.toString(Instant.parse("2018-09-18T04:37:03Z").getEpochSecond())))
        .hasSize(Things.fields().size() + 7);
  }

  @Test
  void shouldLeaveOutNullsAndTheIndexesAndExpiryMadeOfThem() throws Refused {
    // When
    Map<String, AttributeValue> item =
        layout.item(fields("name", Value.NULL, "at", Value.NULL), new Version(1));

    // Then
    assertThat(item).containsKey("bydaypk").doesNotContainKeys("name", "at", "ttl");
    assertThat(item).doesNotContainKeys("bynamepk", "bynamesk");
  }

  @Test
  void shouldKeepARowOutOfAnIndexOfWhichItHasOnlyHalfTheKey() throws Refused {
    assertThat(layout.derived(fields("at", Value.NULL)).keySet())
        .isEqualTo(Set.of("pk", "sk", "bydaypk"));
  }

  @Test
  void shouldRefuseKeysThatDynamoDbRefuses() {
    assertRefused("{name}", "S", fields("name", new Value.Text("")), ValueError.DYNAMO_EMPTY_KEY);
    assertRefused("P", "{name}", fields("name", new Value.Text("")), ValueError.DYNAMO_EMPTY_KEY);
    assertRefused("{name}", "S", fields("name", Value.NULL), ValueError.DYNAMO_EMPTY_KEY);
    assertRefused("{name}", "S", text("name", 2_049), ValueError.DYNAMO_KEY_SIZE);
    assertRefused("P", "{name}", text("name", 1_025), ValueError.DYNAMO_KEY_SIZE);
    assertRefused("{raw}", "S", fields(), ValueError.TYPE);
  }

  @Test
  void shouldRefuseAnEmptyKeyOfAnIndexWithTheRemedy() {
    // Given
    DynamoPlan plan =
        new DynamoPlan(
            "things",
            Parcels.keys("{id}", "S"),
            Map.of("byname", new DynamoPlan.Keys(Template.parse("{name}"), Optional.empty())),
            Optional.empty());

    // Then
    assertThatThrownBy(
            () -> new ItemLayout(plan, Things.SCHEMA).derived(fields("name", new Value.Text(""))))
        .isInstanceOf(Refused.class)
        .hasMessage("index byname: {name} is empty; put text before it");
  }

  @Test
  void shouldRefuseWhatWasMadeUnderAnotherMapping() {
    // Given
    ItemLayout parcels = new ItemLayout(new Parcels("parcels").dynamo(), Parcels.SCHEMA);
    ItemLayout other = new ItemLayout(new Parcels("parcels").dynamo(), Things.SCHEMA);

    // Then
    assertThatThrownBy(() -> parcels.place(Parcels.row(1, "A", "n").location(List.of("id"))))
        .isInstanceOf(Refused.class)
        .hasMessage("made under another mapping, without the fields [shelf]");
    assertThatThrownBy(() -> other.place(fields()))
        .isInstanceOf(Refused.class)
        .extracting(e -> ((Refused) e).error())
        .isEqualTo(ValueError.MISSING);
  }

  @Test
  void shouldTakeTheLongestKeys() throws Refused {
    // Given
    ItemLayout longest = layout("{name}", "{name}");

    // When
    Place place = longest.place(text("name", 1_024));

    // Then
    assertThat(place.partition()).hasSize(1_024);
  }

  @ParameterizedTest
  @CsvSource({"30,true", "31,false"})
  void shouldRefuseDocumentsThatGoTooDeep(int levels, boolean fits) throws Refused {
    // Given
    String json = "[".repeat(levels + 1) + "]".repeat(levels + 1);
    EntityRow row = fields("doc", new Value.Json(JsonTree.parse(json)));

    // Then
    if (fits) {
      assertThat(layout.item(row, new Version(1))).containsKey("doc");
    } else {
      assertThatThrownBy(() -> layout.item(row, new Version(1)))
          .hasMessage("field doc: more than 31 levels");
    }
  }

  @Test
  void shouldRefuseAnItemThatIsTooLargeByAByte() throws Refused {
    // Given
    ItemLayout narrow = new ItemLayout(new Parcels("parcels").dynamo(), Parcels.SCHEMA);
    long rest =
        Attributes.MOST_BYTES
            - Attributes.size(narrow.item(Parcels.row(1, "A", ""), new Version(1)));

    // When
    Map<String, AttributeValue> largest =
        narrow.item(Parcels.row(1, "A", "x".repeat((int) rest)), new Version(1));

    // Then
    assertThat(Attributes.size(largest)).isEqualTo(Attributes.MOST_BYTES);
    assertThatThrownBy(
            () -> narrow.item(Parcels.row(1, "A", "x".repeat((int) rest + 1)), new Version(1)))
        .isInstanceOf(Refused.class)
        .extracting(e -> ((Refused) e).error())
        .isEqualTo(ValueError.DYNAMO_ITEM_SIZE);
  }

  @Test
  void shouldCountDaysAndLocalTimesForExpiryInUtc() throws Refused {
    // Given
    DynamoPlan byDay =
        new DynamoPlan(
            "things",
            Parcels.keys("{id}", "S"),
            Map.of(),
            Optional.of(new DynamoPlan.TimeToLive("day", Duration.ofHours(1))));

    // When
    Optional<Long> expiry =
        new ItemLayout(byDay, Things.SCHEMA)
            .expiry(fields("day", new Value.Date(LocalDate.of(1970, 1, 1))));

    // Then
    assertThat(expiry).contains(3_600L);
  }

  @Test
  void shouldRefuseAnExpiryThatNamesNoDay() {
    // Given
    DynamoPlan byHour =
        new DynamoPlan(
            "things",
            Parcels.keys("{id}", "S"),
            Map.of(),
            Optional.of(new DynamoPlan.TimeToLive("hour", Duration.ofHours(1))));

    // Then
    assertThatThrownBy(
            () ->
                new ItemLayout(byHour, Things.SCHEMA)
                    .item(fields("hour", new Value.Time(LocalTime.NOON)), new Version(1)))
        .hasMessage("ttl: field hour names no day");
  }

  private static void assertRefused(String pk, String sk, EntityRow row, ValueError error) {
    assertThatThrownBy(() -> layout(pk, sk).item(row, new Version(1)))
        .isInstanceOf(Refused.class)
        .extracting(e -> ((Refused) e).error())
        .isEqualTo(error);
  }

  private static ItemLayout layout(String pk, String sk) {
    return new ItemLayout(
        new DynamoPlan("things", Parcels.keys(pk, sk), Map.of(), Optional.empty()), Things.SCHEMA);
  }

  private static EntityRow text(String field, int length) {
    return fields(field, new Value.Text("x".repeat(length)));
  }

  private static EntityRow fields(Object... replaced) {
    Map<String, Value> fields;
    try {
      fields = new LinkedHashMap<>(Things.fields());
    } catch (Refused e) {
      throw new AssertionError(e);
    }
    for (int i = 0; i < replaced.length; i += 2) {
      fields.put((String) replaced[i], (Value) replaced[i + 1]);
    }
    return Things.row(fields);
  }
}
