/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.mapping.PostgresPlan;
import dev.tandem.model.mapping.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The orders as an entity, every column under its name in snake case: what tandem.yaml says. */
final class OrderEntity {
  /** The items' table in DynamoDB. */
  static final String ITEMS = "bench-orders";

  private static final EntityPlan BARE = MappingVariant.PLAIN.plan();

  /** They go to PostgreSQL. */
  static final MappingPlan TO_POSTGRES =
      plan(Optional.of(new PostgresPlan("sales", "orders")), Optional.empty());

  /** They go to DynamoDB. */
  static final MappingPlan TO_DYNAMO =
      plan(
          Optional.empty(),
          Optional.of(
              new DynamoPlan(
                  ITEMS,
                  new DynamoPlan.Keys(
                      Template.parse("ORDER#{order_id}"), Optional.of(Template.parse("ORDER"))),
                  Map.of(),
                  Optional.empty())));

  private OrderEntity() {}

  static EntityName name() {
    return BARE.name();
  }

  private static MappingPlan plan(Optional<PostgresPlan> postgres, Optional<DynamoPlan> dynamo) {
    return new MappingPlan(
        0,
        List.of(
            new EntityPlan(
                BARE.name(), BARE.from(), BARE.columns(), BARE.rows(), postgres, dynamo)));
  }
}
