/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.mapping.ItemPart;
import dev.tandem.model.mapping.Template;
import dev.tandem.model.type.JsonTree;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.ValueError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ItemPreviewTest {

  @Test
  void shouldShowKeysAndWhatIsMadeOfSeveralFields() throws Refused {
    // When
    Map<String, JsonTree> shown = ItemPreview.of(People.plan("people"), People.full(1));

    // Then
    assertThat(shown)
        .containsEntry("pk", JsonTree.parse("\"PERSON#1\""))
        .containsEntry("address", JsonTree.parse("{\"street\":\"Elm\",\"city\":\"\"}"))
        .containsEntry("phones", JsonTree.parse("[\"1\",\"2\"]"))
        .doesNotContainKey("_version");
  }

  @Test
  void shouldShowBytesAsText() throws Refused {
    // Given
    DynamoPlan plan =
        new DynamoPlan(
            "things",
            new DynamoPlan.Keys(Template.parse("{id}"), Optional.empty()),
            Map.of(),
            Optional.empty(),
            Map.of("inner", new ItemPart.OfItems(List.of(new ItemPart.OfField("raw")))));

    // Then
    assertThat(ItemPreview.of(plan, Things.row(Things.fields())).get("inner"))
        .isEqualTo(JsonTree.parse("[\"AP8=\"]"));
  }

  @Test
  void shouldSayWhyDynamoDbWouldRefuseTheItem() {
    // Given
    DynamoPlan plan =
        new DynamoPlan(
            "people",
            new DynamoPlan.Keys(Template.parse("{name}"), Optional.empty()),
            Map.of(),
            Optional.empty());

    // Then
    assertThatThrownBy(
            () -> ItemPreview.of(plan, People.row(1, null, null, null, null, null, null, null)))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.error()).isEqualTo(ValueError.DYNAMO_EMPTY_KEY));
  }
}
