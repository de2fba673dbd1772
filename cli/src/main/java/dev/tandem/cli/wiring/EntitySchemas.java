/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.mapping.EntityMapper;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappingMismatch;
import dev.tandem.model.mapping.MappingProblem;
import dev.tandem.mysql.MySqlReader;
import java.util.ArrayList;
import java.util.List;

/** What the mapping makes of the source's tables as they are now. */
final class EntitySchemas {
  private final Pipeline pipeline;

  EntitySchemas(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  /** Where the mapping does not fit. */
  List<String> mismatches() {
    List<String> problems = new ArrayList<>();
    try (MySqlReader source = new MySqlReader(pipeline.source())) {
      for (EntityPlan entity : pipeline.mapping().entities()) {
        try {
          EntityMapper.compile(entity, source.table(entity.from()));
        } catch (MappingMismatch e) {
          e.problems().stream().map(MappingProblem::problem).forEach(problems::add);
        }
      }
    }
    return problems;
  }

  /** The schemas of those entities that fit. */
  List<EntitySchema> of(List<EntityPlan> entities) {
    List<EntitySchema> schemas = new ArrayList<>();
    try (MySqlReader source = new MySqlReader(pipeline.source())) {
      for (EntityPlan entity : entities) {
        try {
          schemas.add(EntityMapper.compile(entity, source.table(entity.from())).schema());
        } catch (MappingMismatch e) {
          continue; // told with the source's problems
        }
      }
    }
    return schemas;
  }
}
