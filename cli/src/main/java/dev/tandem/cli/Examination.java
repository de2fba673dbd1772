/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.SourceExamination;
import dev.tandem.config.PipelineConfig;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.preflight.Findings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What came of looking at everything that a pipeline stands on.
 *
 * @param parts the problems of each part in the order in which they were examined; none of them is
 *     left out because another has problems
 * @param embedded parts that the file leaves out, so that there is nothing to examine
 * @param script for those who administer the source, when it mends something there
 */
record Examination(
    Map<String, List<String>> parts,
    List<String> embedded,
    Findings findings,
    Optional<String> script) {

  /**
   * Looks at all of it.
   *
   * @param rows whether the source's rows are read, too
   */
  static Examination of(PipelineConfig config, Pipeline pipeline, boolean rows) {
    SourceExamination source = source(pipeline);
    Examination found =
        new Examination(
            new LinkedHashMap<>(), new ArrayList<>(), findings(pipeline, rows), source.script());
    found.parts.put("file", List.of());
    found.parts.put("source", source.problems());
    found.add("kafka", config.kafka().isPresent(), pipeline::kafkaProblems);
    if (isAny(pipeline::toPostgres)) {
      found.add("postgres", config.postgres().isPresent(), pipeline::postgresProblems);
    }
    if (isAny(pipeline::toDynamo)) {
      found.add("dynamo", config.dynamo().isPresent(), pipeline::dynamoProblems);
    }
    return found;
  }

  private void add(String part, boolean named, Supplier<List<String>> examine) {
    if (named) {
      parts.put(part, problems(examine));
    } else {
      embedded.add(part);
    }
  }

  /** Patterns of tables mean something only where the catalogue can be read. */
  private static Findings findings(Pipeline pipeline, boolean rows) {
    try {
      return pipeline.risks(rows);
    } catch (TandemException e) {
      return new Findings(List.of(), List.of("risks and targets: see the problem of the source"));
    }
  }

  private static boolean isAny(Supplier<List<EntityPlan>> entities) {
    try {
      return !entities.get().isEmpty();
    } catch (TandemException e) {
      return false; // the source's problems say why
    }
  }

  private static SourceExamination source(Pipeline pipeline) {
    try {
      return pipeline.examineSource();
    } catch (TandemException e) {
      return new SourceExamination(List.of(e.line()), Optional.empty());
    }
  }

  /** One part's trouble does not keep the others from being examined. */
  private static List<String> problems(Supplier<List<String>> examine) {
    try {
      return examine.get();
    } catch (TandemException e) {
      return List.of(e.line());
    }
  }

  /** Whether the pipeline can start. */
  boolean isClean() {
    return parts.values().stream().allMatch(List::isEmpty);
  }
}
