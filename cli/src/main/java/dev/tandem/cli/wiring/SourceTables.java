/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.FittedTable;
import dev.tandem.model.mapping.MappingMismatch;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.mapping.MappingProblem;
import dev.tandem.model.source.SourceAccess;
import dev.tandem.model.source.TableId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the source's tables are now, and what the mapping makes of them. */
final class SourceTables {
  private static final Logger LOG = LoggerFactory.getLogger(SourceTables.class);

  private final Pipeline pipeline;

  SourceTables(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  /** A plan with an entity for each table that its patterns take. */
  MappingPlan definite(MappingPlan plan) {
    List<TableId> present = new ArrayList<>();
    try (SourceAccess source = pipeline.source().reader()) {
      plan.openDatabases().stream().sorted().map(source::tables).forEach(present::addAll);
      return plan.with(present);
    } catch (IllegalArgumentException e) {
      throw new TandemException(
          WiringCode.CLASH, e.getMessage() + ". " + WiringCode.CLASH.remedy(), e);
    }
  }

  /**
   * The tables with unique values besides their key. Rows hand such values on to each other, so a
   * target that keeps them unique, too, must get the changes of all rows in the source's order.
   */
  Set<TableId> ordered() {
    Set<TableId> ordered = new HashSet<>();
    try (SourceAccess source = pipeline.source().reader()) {
      for (TableId table : pipeline.mapping().tables()) {
        List<String> key = source.table(table).key();
        if (source.uniqueKeys(table).stream().anyMatch(unique -> !unique.equals(key))) {
          ordered.add(table);
        }
      }
    }
    return ordered;
  }

  /** Where the mapping does not fit. */
  List<String> mismatches() {
    List<String> problems = new ArrayList<>();
    try (SourceAccess source = pipeline.source().reader()) {
      for (List<EntityPlan> plans : pipeline.mapping().byName().values()) {
        try {
          var unused = FittedTable.all(plans, source::table);
        } catch (MappingMismatch e) {
          e.problems().stream().map(MappingProblem::problem).forEach(problems::add);
        }
      }
    }
    return problems;
  }

  /** The schemas of those entities that fit; none while the source cannot be read. */
  List<EntitySchema> of(List<EntityPlan> entities) {
    Set<EntityName> names = entities.stream().map(EntityPlan::name).collect(Collectors.toSet());
    List<EntitySchema> schemas = new ArrayList<>();
    try (SourceAccess source = pipeline.source().reader()) {
      for (List<EntityPlan> plans : pipeline.mapping().byName().values()) {
        if (names.contains(plans.get(0).name())) {
          try {
            schemas.add(FittedTable.all(plans, source::table).get(0).mapper().schema());
          } catch (MappingMismatch e) {
            LOG.debug("left out: it is told with the source's problems", e);
          }
        }
      }
    } catch (TandemException e) {
      LOG.debug("left out: it is told with the source's problems", e);
    }
    return schemas;
  }
}
