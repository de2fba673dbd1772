/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.config.PipelineConfig;
import dev.tandem.model.error.TandemException;
import dev.tandem.mysql.preflight.Lint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What came of looking at everything that a pipeline stands on.
 *
 * @param parts the problems of each part in the order in which they were examined; none of them is
 *     left out because another has problems
 * @param embedded parts that the file leaves out, so that there is nothing to examine
 */
record Examination(Map<String, List<String>> parts, List<String> embedded, Lint.Findings findings) {

  /**
   * Looks at all of it.
   *
   * @param rows whether the source's rows are read, too
   */
  static Examination of(PipelineConfig config, Pipeline pipeline, boolean rows) {
    Map<String, List<String>> parts = new LinkedHashMap<>();
    List<String> embedded = new ArrayList<>();
    parts.put("file", List.of());
    parts.put("source", problems(pipeline::sourceProblems));
    Lint.Findings findings = pipeline.risks(rows);
    if (config.kafka().isPresent()) {
      parts.put("kafka", problems(pipeline::kafkaProblems));
    } else {
      embedded.add("kafka");
    }
    if (config.postgres().isPresent() && !pipeline.toPostgres().isEmpty()) {
      parts.put("postgres", problems(pipeline::postgresProblems));
    } else if (!pipeline.toPostgres().isEmpty()) {
      embedded.add("postgres");
    }
    if (config.dynamo().isPresent() && !pipeline.toDynamo().isEmpty()) {
      parts.put("dynamo", problems(pipeline::dynamoProblems));
    } else if (!pipeline.toDynamo().isEmpty()) {
      embedded.add("dynamo");
    }
    return new Examination(parts, embedded, findings);
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
