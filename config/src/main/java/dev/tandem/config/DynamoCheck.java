/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Key;
import dev.tandem.config.problem.ConfigCode;
import dev.tandem.config.problem.Place;
import dev.tandem.config.problem.Problems;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.mapping.Template;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Entities that share a DynamoDB table must agree on its keys, and never on an item. */
final class DynamoCheck {
  private final Problems problems;

  /** Whether a table or index has a sort key, with the entity that said so first. */
  private final Map<String, Layout> layouts = new HashMap<>();

  /** Entities by the table and the shape of the key that they write. */
  private final Map<String, EntityName> shapes = new HashMap<>();

  DynamoCheck(Problems problems) {
    this.problems = problems;
  }

  void checkCredentials(Fields dynamo) {
    checkPair(dynamo, TargetKeys.ACCESS_KEY, TargetKeys.SECRET_KEY);
    checkPair(dynamo, TargetKeys.SECRET_KEY, TargetKeys.ACCESS_KEY);
  }

  private void checkPair(Fields dynamo, Key<?> key, Key<?> other) {
    if (dynamo.isGiven(key) && !dynamo.isGiven(other) && !dynamo.hasUnknownKeys()) {
      problems.add(
          ConfigCode.CONFLICT,
          dynamo.place(key),
          "there is no " + other.name() + " beside it",
          "add " + other.name() + ":, or remove it for the AWS SDK's default chain");
    }
  }

  void check(List<EntityDraft> entities) {
    for (EntityDraft entity : entities) {
      entity.dynamo().ifPresent(route -> check(entity.name(), route));
    }
  }

  private void check(EntityName entity, Fields route) {
    Optional<String> table = route.find(RouteKeys.DYNAMO_TABLE);
    route
        .find(RouteKeys.KEY)
        .ifPresent(
            key -> {
              boolean clear = table.isEmpty() || agrees(entity, table.get(), key);
              if (clear) {
                checkShape(entity, table, key);
              }
            });
    table.ifPresent(
        name ->
            route
                .find(RouteKeys.INDEXES)
                .orElse(Map.of())
                .forEach((index, keys) -> agrees(entity, name + " index " + index, keys.value())));
  }

  /** Whether the entity sees the same keys in a table or index as those before it. */
  private boolean agrees(EntityName entity, String what, Fields keys) {
    Layout layout = new Layout(entity, keys.isGiven(RouteKeys.SORT_KEY));
    Layout first = layouts.putIfAbsent(what, layout);
    if (first == null || first.sorted() == layout.sorted() || keys.hasUnknownKeys()) {
      return true;
    }
    String with = first.sorted() ? "with a sort key" : "without a sort key";
    problems.add(
        ConfigCode.CLASH,
        keys.place(),
        what + " is made " + with + " by " + first.entity(),
        first.sorted() ? "add sk:, or use another name" : "remove sk:, or use another name");
    return false;
  }

  private void checkShape(EntityName entity, Optional<String> table, Fields key) {
    Optional<Template> partition = key.find(RouteKeys.PARTITION_KEY);
    Optional<Template> sort = key.find(RouteKeys.SORT_KEY);
    boolean sortUnknown = key.isGiven(RouteKeys.SORT_KEY) && sort.isEmpty();
    if (partition.isEmpty() || sortUnknown || key.hasUnknownKeys()) {
      return;
    }
    Place place = key.place(RouteKeys.PARTITION_KEY);
    if (partition.get().fields().isEmpty()
        && sort.map(Template::fields).orElse(java.util.Set.of()).isEmpty()) {
      problems.add(
          ConfigCode.TEMPLATE,
          place,
          "the key holds no field, so that all rows would be one item",
          "add the fields that tell rows apart: {field}");
    } else if (table.isPresent()) {
      String shape =
          table.get()
              + '\n'
              + shape(partition.get())
              + '\n'
              + sort.map(DynamoCheck::shape).orElse("");
      EntityName other = shapes.putIfAbsent(shape, entity);
      if (other != null) {
        problems.add(
            ConfigCode.CLASH,
            place,
            "items of " + other + " in " + table.get() + " have keys of the same form",
            "begin each with a text of its own, such as \"ORDER#{order_id}\"");
      }
    }
  }

  private static String shape(Template template) {
    return template.toString().replaceAll("\\{[^{}]*}", "{}");
  }

  private record Layout(EntityName entity, boolean sorted) {}
}
