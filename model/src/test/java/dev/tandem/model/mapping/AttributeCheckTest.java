/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the file alone cannot tell of items, since it does not say all fields. */
class AttributeCheckTest {
  private static final String IN_LIST =
      "the attribute docs has the field doc in a list, where its NULL and the JSON document null"
          + " would be alike: put it into a map";

  @Test
  void shouldFindFieldsThatAreNotThere() {
    assertThat(problems(Map.of("a", members("b", items(field("gone"), field("name"))))))
        .containsExactly("the attribute a uses the field gone, which shop.person does not have");
  }

  @Test
  void shouldRefuseDocumentsInListsThatMayBeNull() {
    assertThat(problems(Map.of("docs", items(field("doc"))))).containsExactly(IN_LIST);
    assertThat(problems(Map.of("docs", members("x", items(field("doc"))))))
        .containsExactly(IN_LIST);
    assertThat(problems(Map.of("docs", items(members("x", field("doc")))))).isEmpty();
    assertThat(problems(Map.of("docs", items(field("sure"))))).isEmpty();
  }

  @Test
  void shouldRefuseToGiveTwoFieldsOneAttribute() {
    assertThat(problems(Map.of("name", field("doc"))))
        .containsExactly(
            "the field name would be the attribute name, which other fields are: give it another"
                + " name under attributes");
    assertThat(problems(Map.of("name", field("doc"), "other", field("name")))).isEmpty();
    assertThat(problems(Map.of("name", field("name")))).isEmpty();
  }

  /** The one that is in the way can also be an attribute of another name. */
  @Test
  void shouldRefuseReservedNamesOnlyOfAttributes() {
    fields.put("ttl", new EntityField("ttl", Types.parse("date").orElseThrow(), true));
    assertThat(problems(Map.of()))
        .containsExactly(
            "the field ttl has a name that Tandem needs itself: rename it under fields");
    assertThat(problems(Map.of("expires", field("ttl")))).isEmpty();
  }

  private final Map<String, EntityField> fields = new LinkedHashMap<>();

  AttributeCheckTest() {
    fields.put("id", new EntityField("id", Types.parse("int64").orElseThrow(), false));
    fields.put("name", new EntityField("name", Types.parse("text").orElseThrow(), true));
    fields.put("doc", new EntityField("doc", Types.parse("json").orElseThrow(), true));
    fields.put("sure", new EntityField("sure", Types.parse("json").orElseThrow(), false));
  }

  private List<String> problems(Map<String, ItemPart> attributes) {
    DynamoPlan dynamo =
        new DynamoPlan(
            "people",
            new DynamoPlan.Keys(Template.parse("{id}"), Optional.empty()),
            Map.of(),
            Optional.of(new DynamoPlan.TimeToLive("ttl", Duration.ZERO)),
            attributes);
    EntityPlan plan =
        new EntityPlan(
            new EntityName("shop", "person"),
            TableId.of("shop", "People"),
            ColumnsPlan.all(Naming.AS_IS),
            RowsPlan.ALL,
            Optional.empty(),
            Optional.of(dynamo));
    List<String> problems = new ArrayList<>();
    new AttributeCheck(plan, fields, problems::add).check(dynamo);
    return problems;
  }

  private static ItemPart field(String name) {
    return new ItemPart.OfField(name);
  }

  private static ItemPart members(String name, ItemPart part) {
    return new ItemPart.OfMembers(Map.of(name, part));
  }

  private static ItemPart items(ItemPart... parts) {
    return new ItemPart.OfItems(List.of(parts));
  }
}
