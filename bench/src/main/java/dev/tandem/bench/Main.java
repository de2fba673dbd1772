/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.model.error.TandemException;
import java.io.PrintWriter;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./tandem bench}. */
@Command(
    name = "bench",
    description = {
      "Measures Tandem against the limits of the servers and against other tools.",
      "",
      "Each benchmark makes its data from a seed, or uses them again; lets all contenders run by turns; and prints"
          + " medians with their spread, what each process cost in CPU time, and what else the machine did"
          + " meanwhile. The last line is JSON."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "BENCHMARK",
    subcommands = {
      AllCommand.class,
      TransformCommand.class,
      CaptureCommand.class,
      EndToEndCommand.class,
      JoinsCommand.class,
      LatencyCommand.class,
      SinkDynamoCommand.class,
      SinkPostgresCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Main {
  /** The system property by which the logging library finds its settings. */
  static final String LOGGING = "logback.configurationFile";

  private Main() {}

  /** Runs a benchmark and exits: 0 measured, 1 failed, 2 not understood. */
  public static void main(String[] args) {
    // Not under the name that is looked for by itself: the product's tests see these classes, too.
    System.setProperty(LOGGING, "dev/tandem/bench/logging.xml");
    LoggerFactory.getILoggerFactory(); // before servers that start side by side set logging up
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler((failure, line, parsed) -> tell(failure, line.getErr()))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
  }

  private static int tell(Exception failure, PrintWriter err) {
    if (failure instanceof TandemException known) {
      err.println(known.line());
    } else {
      failure.printStackTrace(err);
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
