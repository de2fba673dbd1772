/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.source.TableId;
import java.util.List;
import java.util.Optional;

/**
 * Everything that tandem.yaml says of mapping.
 *
 * @param revision raised by the user when the meaning of the mapping changes, so that a replay
 *     under the new mapping beats what the old one made; 0 to 255
 */
public record MappingPlan(int revision, List<EntityPlan> entities) {

  /** Copies the list. */
  public MappingPlan {
    entities = List.copyOf(entities);
  }

  /** The tables that are mapped, each once. */
  public List<TableId> tables() {
    return entities.stream().map(EntityPlan::from).distinct().sorted().toList();
  }

  /** The entities made of a table. */
  public List<EntityPlan> of(TableId table) {
    return entities.stream().filter(plan -> plan.from().equals(table)).toList();
  }

  /** The entity of that name. */
  public Optional<EntityPlan> entity(EntityName name) {
    return entities.stream().filter(plan -> plan.name().equals(name)).findFirst();
  }
}
