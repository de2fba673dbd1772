/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Located;
import dev.tandem.config.key.Tree;
import dev.tandem.model.mapping.ItemPart;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the plan of an item's attributes. */
final class AttributeForms {
  private AttributeForms() {}

  static Map<String, ItemPart> plan(Fields route) {
    return members(route.find(RouteKeys.ATTRIBUTES).orElse(Map.of()));
  }

  private static Map<String, ItemPart> members(Map<String, Located<Tree<String>>> trees) {
    Map<String, ItemPart> parts = new LinkedHashMap<>();
    trees.forEach((name, tree) -> parts.put(name, part(tree.value())));
    return parts;
  }

  private static ItemPart part(Tree<String> tree) {
    if (tree instanceof Tree.Members<String> map) {
      return new ItemPart.OfMembers(members(map.members()));
    } else if (tree instanceof Tree.Items<String> list) {
      return new ItemPart.OfItems(list.items().stream().map(AttributeForms::part).toList());
    }
    return new ItemPart.OfField(((Tree.Leaf<String>) tree).value().value());
  }
}
