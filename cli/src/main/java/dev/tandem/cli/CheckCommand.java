/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.config.PipelineConfig;
import dev.tandem.model.error.ExitStatus;
import dev.tandem.model.error.TandemException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./tandem check}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Examines the file, the source, Kafka and the targets: every problem at once, and what mends it. Changes nothing.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:the pipeline can start", "2:problems, each of them printed"},
    footer = {"", "Example:", "  ./tandem check -f tandem.yaml"})
final class CheckCommand implements Callable<Integer> {
  @Mixin private FileOption file = new FileOption();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
  private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PipelineConfig config = file.config();
    out.println("file        ok");
    int problems = 0;
    Pipeline pipeline =
        new Pipeline(
            config,
            config.kafka().orElseGet(() -> dev.tandem.config.KafkaConfig.of("embedded:0")),
            file.folder(config));
    problems += tell(out, "source", pipeline::sourceProblems);
    problems +=
        config.kafka().isPresent()
            ? tell(out, "kafka", pipeline::kafkaProblems)
            : embedded(out, "kafka");
    if (!pipeline.toPostgres().isEmpty()) {
      problems +=
          config.postgres().isPresent()
              ? tell(out, "postgres", pipeline::postgresProblems)
              : embedded(out, "postgres");
    }
    if (!pipeline.toDynamo().isEmpty()) {
      problems +=
          config.dynamo().isPresent()
              ? tell(out, "dynamo", pipeline::dynamoProblems)
              : embedded(out, "dynamo");
    }
    out.flush();
    return (problems == 0 ? ExitStatus.OK : ExitStatus.PROBLEMS).status();
  }

  private static int embedded(PrintWriter out, String part) {
    out.printf("%-11s left out: './tandem run' brings one along%n", part);
    return 0;
  }

  /** One part's trouble does not keep the others from being examined. */
  private static int tell(PrintWriter out, String part, Supplier<List<String>> examine) {
    List<String> problems = new ArrayList<>();
    try {
      problems.addAll(examine.get());
    } catch (TandemException e) {
      problems.add(e.line());
    }
    if (problems.isEmpty()) {
      out.printf("%-11s ok%n", part);
    }
    problems.forEach(problem -> out.printf("%-11s %s%n", part, problem));
    return problems.size();
  }
}
