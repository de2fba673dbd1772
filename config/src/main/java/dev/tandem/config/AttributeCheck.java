/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Located;
import dev.tandem.config.key.Tree;
import dev.tandem.config.problem.ConfigCode;
import dev.tandem.config.problem.Problems;
import dev.tandem.model.entity.Version;
import dev.tandem.model.mapping.DynamoPlan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Each attribute of an item belongs to one field or to Tandem, and each field to one attribute. */
final class AttributeCheck {
  private final Problems problems;

  AttributeCheck(Problems problems) {
    this.problems = problems;
  }

  void check(List<EntityDraft> entities) {
    for (EntityDraft entity : entities) {
      entity.dynamo().ifPresent(route -> check(entity, route));
    }
  }

  private void check(EntityDraft entity, Fields route) {
    Map<String, Located<Tree<String>>> attributes =
        route.find(RouteKeys.ATTRIBUTES).orElse(Map.of());
    Set<String> reserved = reserved(route);
    Map<String, Located<String>> placed = placed(attributes);
    Set<String> fields = entity.namedFields().keySet();
    attributes.forEach(
        (name, attribute) -> {
          if (reserved.contains(name)) {
            problems.add(
                ConfigCode.CLASH,
                attribute.place(),
                "Tandem itself writes an attribute of this name",
                "give it another name");
          } else if (fields.contains(name) && !placed.containsKey(name)) {
            problems.add(
                ConfigCode.CLASH,
                attribute.place(),
                "the field " + name + " is an attribute of this name already",
                "give one of them another name here");
          } else if (levels(attribute.value()) > DynamoPlan.MOST_LEVELS) {
            problems.add(
                ConfigCode.BAD_VALUE,
                attribute.place(),
                "DynamoDB takes no more than " + DynamoPlan.MOST_LEVELS + " maps in one another",
                "make it flatter");
          }
        });
  }

  private static int levels(Tree<String> tree) {
    Stream<Tree<String>> inner = Stream.empty();
    if (tree instanceof Tree.Leaf<String>) {
      return 0;
    } else if (tree instanceof Tree.Members<String> map) {
      inner = map.members().values().stream().map(Located::value);
    } else if (tree instanceof Tree.Items<String> list) {
      inner = list.items().stream();
    }
    return 1 + inner.mapToInt(AttributeCheck::levels).max().orElse(0);
  }

  private Map<String, Located<String>> placed(Map<String, Located<Tree<String>>> attributes) {
    Map<String, Located<String>> placed = new HashMap<>();
    attributes.values().stream()
        .flatMap(attribute -> attribute.value().leaves())
        .forEach(
            field -> {
              Located<String> first = placed.putIfAbsent(field.value(), field);
              if (first != null) {
                problems.add(
                    ConfigCode.CLASH,
                    field.place(),
                    "the field " + field.value() + " is in " + path(first) + " already",
                    "remove one of the two, or make the column two fields");
              }
            });
    return placed;
  }

  /** From the attribute on: what stands before it is the same in both. */
  private static String path(Located<String> field) {
    String path = field.place().path();
    return path.substring(path.indexOf(".dynamo.attributes.") + ".dynamo.".length());
  }

  private static Set<String> reserved(Fields route) {
    Set<String> names = new HashSet<>(Set.of(Version.NAME));
    route.find(RouteKeys.KEY).ifPresent(keys -> addKeys("", keys, names));
    route
        .find(RouteKeys.INDEXES)
        .orElse(Map.of())
        .forEach((index, keys) -> addKeys(index, keys.value(), names));
    if (route.isGiven(RouteKeys.TTL)) {
      names.add(DynamoPlan.TTL);
    }
    return names;
  }

  private static void addKeys(String prefix, Fields keys, Set<String> names) {
    names.add(prefix + DynamoPlan.PARTITION_KEY);
    if (keys.isGiven(RouteKeys.SORT_KEY)) {
      names.add(prefix + DynamoPlan.SORT_KEY);
    }
  }
}
