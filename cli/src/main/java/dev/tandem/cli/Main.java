/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.log.LogFormat;
import dev.tandem.cli.log.Notices;
import dev.tandem.config.KafkaConfig;
import dev.tandem.model.error.ExitStatus;
import dev.tandem.model.error.TandemException;
import dev.tandem.wire.KafkaRefusal;
import java.io.PrintWriter;
import java.util.Optional;
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
      PauseCommand.class,
      ResumeCommand.class,
      RestartCommand.class,
      ResnapshotCommand.class,
      ReplayCommand.class,
      LoadCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "Exit status: 0 done, 1 differences, 2 problems to mend first, 3 taken over by another process,",
      "  4 stopped because a person must decide, 5 a server is away, 6 a load test missed its objective,",
      "  7 an entity is paused, 70 a defect."
    })
public final class Main {
  private static final String LOGIN_MODULES = "org.apache.kafka.disallowed.login.modules";

  /**
   * A library that logs through java.util.logging; held, or its level would be collected with it.
   */
  private static final Logger BINLOG_CLIENT = Logger.getLogger("com.github.shyiko");

  /** Another one; what it finds wrong with a certificate, the failure says, too. */
  private static final Logger POSTGRES_TLS = Logger.getLogger("org.postgresql.ssl");

  private Main() {}

  /** Runs a command and exits with its status. */
  public static void main(String[] args) {
    if (LogFormat.asked().isEmpty()) {
      System.err.println(
          CliCode.LOG_FORMAT.code()
              + ": "
              + CliCode.LOG_FORMAT.meaning()
              + " "
              + CliCode.LOG_FORMAT.remedy());
      System.exit(CliCode.LOG_FORMAT.exitStatus().status());
    }
    Notices.install();
    BINLOG_CLIENT.setLevel(Level.SEVERE);
    POSTGRES_TLS.setLevel(Level.OFF);
    StandardError.install();
    if (System.getProperty(LOGIN_MODULES) == null) {
      System.setProperty(LOGIN_MODULES, String.join(",", KafkaConfig.REFUSED_LOGIN_MODULES));
    }
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
    Optional<TandemException> told =
        failure instanceof TandemException known
            ? Optional.of(known)
            : KafkaRefusal.of(failure, "the command cannot go on");
    if (told.isPresent()) {
      Notices.fail(told.get().line(), null, err);
      return told.get().code().exitStatus().status();
    }
    Notices.fail("TD-INTERNAL: " + ExitStatus.INTERNAL.meaning(), failure, err);
    return ExitStatus.INTERNAL.status();
  }
}
