/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.model.error.ExitStatus;
import dev.tandem.model.error.TandemException;
import java.io.PrintWriter;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./tandem}. */
@Command(
    name = "tandem",
    description =
        "Keeps a new database in step with the old one while both run, and proves that they agree.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      CheckCommand.class,
      PreviewCommand.class,
      RunCommand.class,
      CaptureCommand.class,
      TransformCommand.class,
      SinkPostgresCommand.class,
      SinkDynamoCommand.class,
      StatusCommand.class,
      VerifyCommand.class,
      DeadLettersCommand.class,
      LoadCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "Exit status: 0 done, 1 differences, 2 problems to mend first, 3 taken over by another process,",
      "  4 stopped because a person must decide, 5 a server is away, 6 a load test missed its objective,",
      "  70 a defect."
    })
public final class Main {
  /**
   * A library that logs through java.util.logging; held, or its level would be collected with it.
   */
  private static final Logger BINLOG_CLIENT = Logger.getLogger("com.github.shyiko");

  private Main() {}

  /** Runs a command and exits with its status. */
  public static void main(String[] args) {
    BINLOG_CLIENT.setLevel(Level.SEVERE);
    StandardError.install();
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler((failure, line, parsed) -> tell(failure, line.getErr()))
        .setExitCodeExceptionMapper(failure -> ExitStatus.PROBLEMS.status())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
  }

  private static int tell(Exception failure, PrintWriter err) {
    if (failure instanceof TandemException known) {
      err.println(known.line());
      return known.code().exitStatus().status();
    }
    err.println("TD-INTERNAL: " + ExitStatus.INTERNAL.meaning());
    failure.printStackTrace(err);
    return ExitStatus.INTERNAL.status();
  }
}
