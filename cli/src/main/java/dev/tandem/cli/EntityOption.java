/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.mapping.EntityPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** {@code --entity}: the one entity that something is done to. */
final class EntityOption {
  @Option(
      names = "--entity",
      required = true,
      paramLabel = "NAME",
      description = "The entity, such as lending.customer.")
  private String entity = "";

  /**
   * The plans of that entity, one for each of its tables.
   *
   * @throws TandemException when there is none of that name
   */
  List<EntityPlan> of(Pipeline pipeline) {
    return plans(pipeline, entity);
  }

  /** The same of a name that came from elsewhere. */
  static List<EntityPlan> plans(Pipeline pipeline, String entity) {
    List<EntityPlan> all = pipeline.mapping().entities();
    List<EntityPlan> found =
        all.stream().filter(plan -> plan.name().toString().equals(entity)).toList();
    if (found.isEmpty()) {
      throw new TandemException(
          CliCode.ENTITY,
          "There is no entity "
              + entity
              + ". Write --entity and one of "
              + all.stream()
                  .map(plan -> plan.name().toString())
                  .distinct()
                  .collect(Collectors.joining(", "))
              + ".");
    }
    return found;
  }

  /**
   * Where the entity goes.
   *
   * @param only one of the targets, or empty for all
   * @throws TandemException when it does not go there
   */
  static List<String> targets(List<EntityPlan> plans, String only) {
    EntityPlan plan = plans.get(0);
    List<String> targets = new ArrayList<>();
    if (plan.postgres().isPresent()) {
      targets.add("postgres");
    }
    if (plan.dynamo().isPresent()) {
      targets.add("dynamo");
    }
    if (!only.isEmpty() && !targets.contains(only)) {
      throw new TandemException(
          CliCode.ENTITY,
          plan.name()
              + " does not go to "
              + only
              + ", but to "
              + String.join(" and ", targets)
              + ".");
    }
    return only.isEmpty() ? targets : List.of(only);
  }
}
