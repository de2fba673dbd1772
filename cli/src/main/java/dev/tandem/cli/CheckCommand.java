/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.config.PipelineConfig;
import dev.tandem.model.error.ExitStatus;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./tandem check}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Examines the file, the source, Kafka and the targets: every problem at once, and what mends it.",
      "Counts the rows of the source that the mapping would refuse or change: each a risk, with which",
      "the pipeline can start. Changes nothing."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:the pipeline can start, with the risks that are printed",
      "2:problems, each of them printed"
    },
    footer = {
      "",
      "Examples:",
      "  ./tandem check -f tandem.yaml",
      "  ./tandem check -f tandem.yaml --no-data --json"
    })
final class CheckCommand extends PipelineCommand {
  @Option(
      names = "--no-data",
      description =
          "Reads no rows: what they hold is not known then. Without it each table is read once,"
              + " which takes as long as its size demands.")
  private boolean noData;

  @Option(names = "--json", description = "Prints one JSON object instead.")
  private boolean json;

  @Override
  ExitStatus run(PrintWriter out) {
    PipelineConfig config = file().config();
    Examination found = Examination.of(config, file().unstarted(config), !noData);
    if (json) {
      out.println(CheckText.json(found));
    } else {
      CheckText.lines(found).forEach(out::println);
    }
    return found.isClean() ? ExitStatus.OK : ExitStatus.PROBLEMS;
  }
}
