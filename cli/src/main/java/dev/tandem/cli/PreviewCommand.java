/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.Preview;
import dev.tandem.model.error.ExitStatus;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappingMismatch;
import dev.tandem.model.mapping.MappingProblem;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./tandem preview}. */
@Command(
    name = "preview",
    mixinStandardHelpOptions = true,
    description = {
      "Shows rows of the source before and after the mapping, with what each rule says to them.",
      "Reads the source alone, and writes nothing. Shows the rows' values: mind who looks on."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done, also when rows are refused", "2:the mapping does not fit a table"},
    footer = {
      "",
      "Examples:",
      "  ./tandem preview -f tandem.yaml",
      "  ./tandem preview -f tandem.yaml --entity lending.customer --key 4711 --key 4712"
    })
final class PreviewCommand extends PipelineCommand {
  @Option(
      names = "--entity",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Only this entity, such as lending.customer.")
  private String entity = "";

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many rows of each entity (default: ${DEFAULT-VALUE}).")
  private int rows;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "The row with this key in the source, its values separated by commas; may be repeated.")
  private List<String> keys = new ArrayList<>();

  @Option(names = "--json", description = "Prints one JSON object instead.")
  private boolean json;

  @Override
  ExitStatus run(PrintWriter out) {
    Pipeline pipeline = file().unstarted(file().config());
    List<EntityPlan> entities = chosen(pipeline);
    Preview preview = new Preview(pipeline);
    List<Preview.Sample> samples = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (EntityPlan plan : entities) {
      try {
        samples.add(keys.isEmpty() ? preview.first(plan, rows) : preview.ofKeys(plan, keys));
      } catch (MappingMismatch e) {
        e.problems().stream().map(MappingProblem::problem).forEach(problems::add);
      }
    }
    if (json) {
      out.println(PreviewText.json(samples, problems));
    } else {
      samples.forEach(sample -> PreviewText.lines(sample).forEach(out::println));
      problems.forEach(out::println);
    }
    return problems.isEmpty() ? ExitStatus.OK : ExitStatus.PROBLEMS;
  }

  private List<EntityPlan> chosen(Pipeline pipeline) {
    List<EntityPlan> all = pipeline.mapping().ofUser().entities();
    List<EntityPlan> chosen =
        all.stream()
            .filter(plan -> entity.isEmpty() || plan.name().toString().equals(entity))
            .toList();
    if (chosen.isEmpty()
        || (!keys.isEmpty() && chosen.stream().map(EntityPlan::name).distinct().count() > 1)) {
      String names =
          all.stream()
              .map(plan -> plan.name().toString())
              .distinct()
              .collect(Collectors.joining(", "));
      throw new TandemException(
          CliCode.ENTITY,
          (chosen.isEmpty() ? "There is no entity " + entity : "A key is of one entity")
              + ". Write --entity and one of "
              + names
              + ".");
    }
    return chosen;
  }
}
