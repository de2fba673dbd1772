/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.Version;
import dev.tandem.model.target.StoredRow;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Maps, lists and other names, there and back. */
class ArrangementTest {
  private final ItemLayout layout = new ItemLayout(People.plan("people"), People.SCHEMA);

  @Test
  void shouldArrangeFieldsAsThePlanShows() throws Refused {
    // When
    Map<String, AttributeValue> item = layout.item(People.full(1), new Version(7));

    // Then
    assertThat(item)
        .isEqualTo(
            Map.of(
                "pk", AttributeValue.fromS("PERSON#1"),
                "_version", AttributeValue.fromN("7"),
                "ids", AttributeValue.fromL(List.of(map("no.", AttributeValue.fromN("1")))),
                "Full Name", AttributeValue.fromS("Ann"),
                "address",
                    map("street", AttributeValue.fromS("Elm"), "city", AttributeValue.fromS("")),
                "phones",
                    AttributeValue.fromL(
                        List.of(AttributeValue.fromS("1"), AttributeValue.fromS("2"))),
                "extra", map("doc", AttributeValue.fromN("1")),
                "ttl", AttributeValue.fromS("no time")));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      value = {
        "all, Ann, Elm, '', 1, 2, {}, x",
        "no map, Ann, -, -, 1, 2, {}, x",
        "half a map, -, Elm, -, 1, 2, {}, x",
        "half a list, -, Elm, -, -, 2, {}, x",
        "the other half, -, Elm, -, 1, -, {}, x",
        "no list, -, Elm, -, -, -, {}, x",
        "the document null, Ann, Elm, '', 1, 2, null, x",
        "no document, Ann, Elm, '', 1, 2, -, x",
        "nothing, -, -, -, -, -, -, -"
      })
  void shouldReadBackWhatItWrote(
      String what,
      String name,
      String street,
      String city,
      String home,
      String work,
      String doc,
      String ttl)
      throws Refused {
    // Given
    EntityRow row = People.row(1, name, street, city, home, work, doc, ttl);

    // When
    StoredRow read = new RowReader(layout).row(layout.item(row, new Version(1)));

    // Then
    assertThat(read).isEqualTo(new StoredRow(row, List.of(), true));
  }

  @Test
  void shouldLeaveOutMapsAndListsOfNothingButNull() throws Refused {
    // When
    EntityRow bare = People.row(1, null, null, null, null, null, null, null);

    // Then
    assertThat(layout.item(bare, new Version(1)).keySet())
        .containsExactlyInAnyOrder("pk", "_version", "ids");
  }

  @Test
  void shouldKeepThePlaceOfANullInAList() throws Refused {
    // When
    EntityRow row = People.row(1, null, null, null, null, "2", null, null);

    // Then
    assertThat(layout.item(row, new Version(1)))
        .containsEntry(
            "phones",
            AttributeValue.fromL(List.of(AttributeValue.fromNul(true), AttributeValue.fromS("2"))));
  }

  @Test
  void shouldFindWhatIsNotArrangedSo() throws Refused {
    // Given
    Map<String, AttributeValue> item = new HashMap<>(layout.item(People.full(1), new Version(1)));
    item.put("address", AttributeValue.fromS("Elm 5"));
    item.put("phones", AttributeValue.fromL(List.of(AttributeValue.fromS("1"))));
    item.put("extra", map("doc", AttributeValue.fromB(bytes())));

    // Then
    assertThat(new RowReader(layout).row(item).flaws())
        .extracting(StoredRow.Flaw::name, StoredRow.Flaw::expected)
        .containsExactlyInAnyOrder(
            org.assertj.core.api.Assertions.tuple("address", "a map"),
            org.assertj.core.api.Assertions.tuple("phones", "a list of 2"),
            org.assertj.core.api.Assertions.tuple("doc", "json"));
  }

  @Test
  void shouldKnowAnItemByItsKeyWhereverThatLies() throws Refused {
    // Given
    Map<FieldPath, AttributeValue> identity =
        layout.identity(People.full(1).location(List.of("id")));

    // Then
    FieldPath path = identity.keySet().iterator().next();
    assertThat(path).hasToString("ids[0].no.");
    assertThat(path.in(layout.item(People.full(1), new Version(1))))
        .contains(AttributeValue.fromN("1"));
    assertThat(path.in(Map.of("ids", AttributeValue.fromL(List.of())))).isEmpty();
    assertThat(path.in(Map.of("ids", AttributeValue.fromS("x")))).isEmpty();
    assertThat(path.in(Map.of())).isEmpty();
    Map<String, String> names = new HashMap<>();
    assertThat(path.expression("#k0", names)).isEqualTo("#k0[0].#k0_1");
    assertThat(names).isEqualTo(Map.of("#k0", "ids", "#k0_1", "no."));
  }

  @ParameterizedTest
  @CsvSource({"30,true", "31,false"})
  void shouldCountTheMapsAroundADocument(int levels, boolean fits) throws Refused {
    // Given
    String doc = "[".repeat(levels) + "]".repeat(levels);
    EntityRow row = People.row(1, null, null, null, null, null, doc, null);

    // Then
    if (fits) {
      assertThat(layout.item(row, new Version(1))).containsKey("extra");
    } else {
      assertThatThrownBy(() -> layout.item(row, new Version(1)))
          .isInstanceOfSatisfying(
              Refused.class, e -> assertThat(e.error()).isEqualTo(ValueError.JSON_DEPTH))
          .hasMessage("field doc: more than 30 levels");
    }
  }

  @Test
  void shouldTakeARowOfAnotherMappingThatLacksAField() throws Refused {
    // Given
    ItemLayout old = new ItemLayout(People.plan("people"), People.OLD);
    EntityRow row = new EntityRow(People.OLD, new Value.Int(1), new Value.Text("Elm"));

    // Then
    assertThat(old.item(row, new Version(1)))
        .containsEntry("address", map("street", AttributeValue.fromS("Elm")))
        .doesNotContainKeys("phones", "Full Name");
  }

  private static software.amazon.awssdk.core.SdkBytes bytes() {
    return software.amazon.awssdk.core.SdkBytes.fromByteArray(new byte[] {1});
  }

  private static AttributeValue map(String name, AttributeValue value) {
    return AttributeValue.fromM(Map.of(name, value));
  }

  private static AttributeValue map(
      String name, AttributeValue value, String other, AttributeValue otherValue) {
    return AttributeValue.fromM(Map.of(name, value, other, otherValue));
  }
}
