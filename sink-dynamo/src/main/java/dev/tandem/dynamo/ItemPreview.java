/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.type.JsonTree;
import dev.tandem.model.type.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What an item will hold besides its row's own fields, for people who write a mapping. */
public final class ItemPreview {
  private ItemPreview() {}

  /**
   * The attributes that are made of several fields, or of one under another name, as JSON by their
   * names: keys of the table and its indexes, the time to live, maps and lists. Bytes are shown in
   * base 64.
   *
   * @throws Refused when DynamoDB does not take the item
   */
  public static Map<String, JsonTree> of(DynamoPlan plan, EntityRow row) throws Refused {
    ItemLayout layout = new ItemLayout(plan, row.schema());
    Map<String, JsonTree> shown = new LinkedHashMap<>();
    for (Map.Entry<String, AttributeValue> attribute : layout.derived(row).entrySet()) {
      shown.put(attribute.getKey(), json(attribute.getValue()));
    }
    Map<String, AttributeValue> attributes = layout.arrangement().attributes(row);
    for (String name : plan.attributes().keySet()) {
      AttributeValue attribute = attributes.get(name);
      if (attribute != null) {
        shown.put(name, json(attribute));
      }
    }
    return shown;
  }

  private static JsonTree json(AttributeValue attribute) throws Refused {
    return JsonTree.of(JsonAttribute.tree(withoutBytes(attribute)));
  }

  private static AttributeValue withoutBytes(AttributeValue attribute) {
    return switch (attribute.type()) {
      case B ->
          AttributeValue.fromS(
              java.util.Base64.getEncoder().encodeToString(attribute.b().asByteArrayUnsafe()));
      case M -> {
        Map<String, AttributeValue> members = new HashMap<>();
        attribute.m().forEach((name, member) -> members.put(name, withoutBytes(member)));
        yield AttributeValue.fromM(members);
      }
      case L -> {
        List<AttributeValue> items = new ArrayList<>();
        attribute.l().forEach(item -> items.add(withoutBytes(item)));
        yield AttributeValue.fromL(items);
      }
      default -> attribute;
    };
  }
}
