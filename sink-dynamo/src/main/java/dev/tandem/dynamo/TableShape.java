/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappingPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A table as it must be. Every key attribute is a string.
 *
 * @param key the partition key and, where there is one, the sort key
 * @param indexes the keys of global secondary indexes by name
 * @param expires whether items have a time to live
 */
record TableShape(
    String name, List<String> key, Map<String, List<String>> indexes, boolean expires) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{3,255}");

  /** Every table that a pipeline writes to, the one for its tombstones last. */
  static List<TableShape> of(MappingPlan plan, String pipeline) {
    List<TableShape> shapes = new ArrayList<>();
    plan.entities().stream()
        .flatMap(entity -> entity.dynamo().stream())
        .distinct() // an entity of several tables has a plan for each
        .map(TableShape::of)
        .forEach(shapes::add);
    if (!shapes.isEmpty()) {
      shapes.add(
          new TableShape(Tombstones.tableOf(pipeline), List.of(Tombstones.ENTRY), Map.of(), true));
    }
    return shapes;
  }

  /** The table of one entity. */
  static TableShape of(DynamoPlan plan) {
    Map<String, List<String>> indexes = new LinkedHashMap<>();
    plan.indexes().forEach((name, keys) -> indexes.put(name, names(name, keys)));
    return new TableShape(
        plan.table(), names("", plan.key()), indexes, plan.timeToLive().isPresent());
  }

  private static List<String> names(String prefix, DynamoPlan.Keys keys) {
    List<String> names = new ArrayList<>();
    names.add(prefix + DynamoPlan.PARTITION_KEY);
    keys.sort().ifPresent(sort -> names.add(prefix + DynamoPlan.SORT_KEY));
    return names;
  }

  /** The names that DynamoDB does not take. */
  List<String> badNames() {
    return Stream.concat(Stream.of(name), indexes.keySet().stream())
        .filter(one -> !NAME.matcher(one).matches())
        .toList();
  }

  /** Tables that several entities are mapped to: a scan could not tell their items apart. */
  static Optional<String> sharedBy(MappingPlan plan, TableShape shape) {
    List<String> entities =
        plan.entities().stream()
            .filter(
                entity -> entity.dynamo().filter(to -> to.table().equals(shape.name())).isPresent())
            .map(EntityPlan::name)
            .distinct()
            .map(Object::toString)
            .toList();
    return entities.size() > 1 ? Optional.of(String.join(" and ", entities)) : Optional.empty();
  }
}
