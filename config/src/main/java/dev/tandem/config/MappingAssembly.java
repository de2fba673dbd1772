/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Located;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.FieldPlan;
import dev.tandem.model.mapping.MappingPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the mapping plan of a file that is known to be clean. */
final class MappingAssembly {
  private MappingAssembly() {}

  static MappingPlan plan(int revision, List<EntityDraft> entities) {
    return new MappingPlan(revision, entities.stream().map(MappingAssembly::entity).toList());
  }

  private static EntityPlan entity(EntityDraft draft) {
    Fields fields = draft.fields();
    return new EntityPlan(
        draft.name(),
        fields.get(EntityKeys.FROM),
        draft.domain().get(EntityKeys.NAMING),
        fields(fields),
        fields.find(EntityKeys.KEY).orElse(List.of()).stream().map(Located::value).toList(),
        draft.postgresPlan(),
        draft.dynamo().map(MappingAssembly::dynamo));
  }

  private static List<FieldPlan> fields(Fields entity) {
    List<FieldPlan> plans = new ArrayList<>();
    entity
        .find(EntityKeys.FIELDS)
        .orElse(Map.of())
        .forEach(
            (name, field) ->
                plans.add(
                    new FieldPlan(
                        name,
                        field.value().get(EntityKeys.COLUMN),
                        field.value().find(EntityKeys.TYPE))));
    return plans;
  }

  private static DynamoPlan dynamo(Fields route) {
    Map<String, DynamoPlan.Keys> indexes = new LinkedHashMap<>();
    route
        .find(RouteKeys.INDEXES)
        .orElse(Map.of())
        .forEach((name, keys) -> indexes.put(name, keys(keys.value())));
    return new DynamoPlan(
        route.get(RouteKeys.DYNAMO_TABLE),
        keys(route.get(RouteKeys.KEY)),
        indexes,
        route.find(RouteKeys.TTL));
  }

  private static DynamoPlan.Keys keys(Fields keys) {
    return new DynamoPlan.Keys(keys.get(RouteKeys.PARTITION_KEY), keys.find(RouteKeys.SORT_KEY));
  }
}
