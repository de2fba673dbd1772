/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.mapping.PostgresPlan;
import java.util.List;
import java.util.Optional;

/** The orders as an entity that goes to PostgreSQL, every column under its name in snake case. */
final class OrderEntity {
  /** The target's table. */
  static final PostgresPlan TABLE = new PostgresPlan("sales", "orders");

  private static final EntityPlan BARE = MappingVariant.PLAIN.plan();

  /** What tandem.yaml would say. */
  static final MappingPlan PLAN =
      new MappingPlan(
          0,
          List.of(
              new EntityPlan(
                  BARE.name(),
                  BARE.from(),
                  BARE.columns(),
                  BARE.rows(),
                  Optional.of(TABLE),
                  Optional.empty())));

  private OrderEntity() {}

  static EntityName name() {
    return BARE.name();
  }
}
