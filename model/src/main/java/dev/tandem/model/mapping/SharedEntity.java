/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The plans of one entity that is made of several tables. A row's version is where its change stood
 * in the raw topic of its own table (docs/decisions/0016), so changes of two tables have no order
 * between them: no two may ever write the same key.
 */
final class SharedEntity {
  private final EntityName name;
  private final List<EntityPlan> plans;

  private SharedEntity(List<EntityPlan> plans) {
    this.name = plans.get(0).name();
    this.plans = plans;
  }

  /** What is wrong with several plans of one name, the first problem of it; nothing is with one. */
  static Optional<MappingProblem> problem(List<EntityPlan> plans) {
    return plans.size() < 2 ? Optional.empty() : new SharedEntity(plans).problem();
  }

  private Optional<MappingProblem> problem() {
    EntityPlan first = plans.get(0);
    for (EntityPlan plan : plans) {
      if (!plan.isShared() || !plan.equals(first.from(plan.from()))) {
        EntityPlan other = plan.equals(first) ? plans.get(1) : plan;
        return Optional.of(
            told(first, other, ": write one of them under an entity of its own, or after except:"));
      }
    }
    Map<List<Value>, EntityPlan> byOrigin = new HashMap<>();
    for (EntityPlan plan : plans) {
      Optional<List<Value>> origin = origin(plan);
      EntityPlan other = origin.map(values -> byOrigin.putIfAbsent(values, plan)).orElse(null);
      if (other != null) {
        return Optional.of(
            told(
                other,
                plan,
                " with the same origin in the key, and overwrite each other's rows: add a field with"
                    + " another origin to fields: and to key:, or let its transform tell the tables"
                    + " apart"));
      }
    }
    return Optional.empty();
  }

  private MappingProblem told(EntityPlan one, EntityPlan other, String rest) {
    return new MappingProblem(
        name,
        "the tables "
            + one.from()
            + " and "
            + other.from()
            + " would both be the entity "
            + name
            + rest);
  }

  /** Empty where it cannot be made, which is told when the plan is fitted to its table. */
  private static Optional<List<Value>> origin(EntityPlan plan) {
    TableId table = plan.from();
    List<Value> values = new ArrayList<>();
    try {
      for (FieldPlan field : plan.columns().keyOrigins()) {
        values.add(new TableOrigin(field).of(table));
      }
    } catch (Refused e) {
      return Optional.empty();
    }
    return Optional.of(values);
  }
}
