/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.Version;
import dev.tandem.model.target.StoredRow;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class RowReaderTest {
  private final ItemLayout layout = new ItemLayout(Things.plan("things"), Things.SCHEMA);
  private final EntityRow row = Things.row(Things.fields());
  private final Map<String, AttributeValue> item = new HashMap<>(layout.item(row, new Version(1)));

  RowReaderTest() throws Refused {}

  @Test
  void shouldReadWhatTheLayoutMade() {
    // When
    StoredRow read = new RowReader(layout).row(item);

    // Then
    assertThat(read.row()).isEqualTo(row);
    assertThat(read.flaws()).isEmpty();
    assertThat(read.inPlace()).isTrue();
  }

  @Test
  void shouldFindEveryDerivedAttributeThatDoesNotFitItsFields() {
    // Given
    item.put("bynamepk", AttributeValue.fromS("NAME#Zoe"));
    item.remove("bydaypk");
    item.put("ttl", AttributeValue.fromN("1"));
    item.put("_version", AttributeValue.fromS("1"));

    // Then
    assertThat(new RowReader(layout).row(item).flaws())
        .containsExactlyInAnyOrder(
            new StoredRow.Flaw("bynamepk", "NAME#Zoë \uD83D\uDE00", "NAME#Zoe"),
            new StoredRow.Flaw("bydaypk", "2018-06", "absent"),
            new StoredRow.Flaw("ttl", "1537245423", "1"),
            new StoredRow.Flaw("_version", "a version", "1"));
  }

  @Test
  void shouldFindAnIndexKeyThatMustNotBeThere() {
    // Given
    item.remove("name");

    // Then
    assertThat(new RowReader(layout).row(item).flaws())
        .extracting(StoredRow.Flaw::name, StoredRow.Flaw::expected)
        .containsExactlyInAnyOrder(tuple("bynamepk", "absent"), tuple("bynamesk", "absent"));
  }

  @Test
  void shouldShowAFieldThatDoesNotConvertAsNullWithAFlaw() {
    // Given
    String pk = Parcels.attribute(item, "pk").s();
    item.put("count", AttributeValue.fromN("1.5"));
    item.remove("id");

    // When
    StoredRow read = new RowReader(layout).row(item);

    // Then
    assertThat(read.row().value("count")).isEqualTo(Value.NULL);
    assertThat(read.row().value("id")).isEqualTo(Value.NULL);
    assertThat(read.row().value("name")).isEqualTo(row.value("name"));
    assertThat(read.flaws())
        .containsExactlyInAnyOrder(
            new StoredRow.Flaw("count", "int32", "1.5"),
            new StoredRow.Flaw("id", "uint64", "absent"),
            new StoredRow.Flaw("pk", "what the row's fields make", pk),
            new StoredRow.Flaw("sk", "what the row's fields make", "THING"));
    assertThat(read.inPlace()).isFalse();
  }

  @Test
  void shouldKnowAStrayItemThatLooksLikeARow() {
    // Given
    String pk = Parcels.attribute(item, "pk").s();
    item.put("pk", AttributeValue.fromS("elsewhere"));

    // When
    StoredRow read = new RowReader(layout).row(item);

    // Then
    assertThat(read.inPlace()).isFalse();
    assertThat(read.row()).isEqualTo(row);
    assertThat(read.flaws()).containsExactly(new StoredRow.Flaw("pk", pk, "elsewhere"));
  }
}
