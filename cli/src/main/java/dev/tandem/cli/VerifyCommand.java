/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.letters.Operator;
import dev.tandem.cli.letters.Repair;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.Verifier;
import dev.tandem.model.error.ExitStatus;
import dev.tandem.verify.EntityReport;
import dev.tandem.verify.Limits;
import dev.tandem.wire.EntityOrder;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./tandem verify}. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Compares source and targets row by row while the pipeline runs.",
      "What differs is looked at again once everything that the source had committed has been applied."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:no differences, or none any more after a repair",
      "1:differences, each of them printed",
      "7:no differences, but an entity is paused at a target and was not compared"
    },
    footer = {
      "",
      "Examples:",
      "  ./tandem verify -f tandem.yaml --limit 20",
      "  ./tandem verify -f tandem.yaml --repair --limit 10000"
    })
final class VerifyCommand extends PipelineCommand {
  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "How many differences of each entity to print (default: ${DEFAULT-VALUE}); all are counted.")
  private int limit;

  @Option(
      names = "--repair",
      description = {
        "Sends rows once more that a target lacks or has with other values, as they are at the source, and",
        "compares again. Only those that are printed; rows that a target has too many stay there."
      })
  private boolean repair;

  @Option(names = "--json", description = "Ends with one line of JSON.")
  private boolean json;

  @Override
  ExitStatus run(PrintWriter out) throws InterruptedException {
    Pipeline pipeline = file().pipeline();
    List<EntityOrder> paused = new ArrayList<>();
    List<EntityReport> reports = verify(pipeline, out, paused);
    if (repair && reports.stream().anyMatch(report -> !report.repairable().isEmpty())) {
      int rows = new Repair(pipeline, Operator.current(), Clock.systemUTC()).run(reports);
      out.println(rows + " rows were read again at the source and sent to the targets");
      paused.clear();
      reports = verify(pipeline, out, paused);
    }
    if (json) {
      out.println(ReportText.json(reports, paused));
    }
    return status(reports, paused);
  }

  private static ExitStatus status(List<EntityReport> reports, List<EntityOrder> paused) {
    if (!reports.stream().allMatch(EntityReport::agrees)) {
      return ExitStatus.DIFFERENT;
    }
    return paused.isEmpty() ? ExitStatus.OK : ExitStatus.PAUSED;
  }

  private List<EntityReport> verify(Pipeline pipeline, PrintWriter out, List<EntityOrder> paused)
      throws InterruptedException {
    List<EntityReport> reports = new ArrayList<>();
    Limits usual = Limits.DEFAULT;
    Limits limits =
        new Limits(usual.cells(), usual.scans(), usual.examined(), usual.rounds(), limit);
    new Verifier(pipeline, limits)
        .verify(
            report -> {
              reports.add(report);
              ReportText.lines(report).forEach(out::println);
              out.flush();
            },
            order -> {
              paused.add(order);
              out.println(ReportText.line(order));
              out.flush();
            });
    return reports;
  }
}
