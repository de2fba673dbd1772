/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.tandem.cli.demo.Demo;
import dev.tandem.cli.demo.DemoOptions;
import dev.tandem.cli.demo.DemoReport;
import dev.tandem.cli.demo.DemoSource;
import dev.tandem.model.error.ExitStatus;
import dev.tandem.model.error.TandemException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./tandem demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the whole pipeline on embedded servers, all of them real: loads a lending company's database,",
      "replicates it into PostgreSQL and DynamoDB while it changes, and compares every row.",
      "There is no SQL Server to embed: --source sqlserver starts a stand-in in its place, which speaks its",
      "protocol to the real driver and connector and imitates its change data capture."
    },
    exitCodeListHeading = "%nExit status with --once:%n",
    exitCodeList = {"0:no differences and no dead letters", "1:otherwise"},
    footer = {"", "Examples:", "  ./tandem demo", "  ./tandem demo --once --json --rows 1000000"})
final class DemoCommand implements Callable<Integer> {
  @Option(names = "--once", description = "Ends by itself after the first comparison.")
  private boolean once;

  @Option(names = "--json", description = "Ends each report with one line of JSON.")
  private boolean json;

  @Option(
      names = "--source",
      paramLabel = "PRODUCT",
      defaultValue = "mysql",
      description = "What to replicate from: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private DemoSource source = DemoSource.MYSQL;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "200000",
      description = "Rows to load (default: ${DEFAULT-VALUE}).")
  private long rows;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of data and changes (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "300",
      description = "Changed rows per second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "How long to change and measure before each comparison (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      defaultValue = ".tandem/demo",
      description =
          "Where the servers keep their data, emptied at the start (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of(".tandem/demo");

  @Override
  public Integer call() throws InterruptedException {
    quiet();
    DemoOptions options =
        new DemoOptions(source, rows, seed, rate, seconds, once, folder.toAbsolutePath());
    AtomicReference<@Nullable DemoReport> last = new AtomicReference<>();
    try (Demo demo = new Demo(options, DemoCommand::show)) {
      AtomicBoolean ending = new AtomicBoolean();
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    ending.set(true);
                    demo.close();
                  },
                  "stop"));
      try {
        demo.run(
            report -> {
              report.lines().forEach(DemoCommand::show);
              if (json && !once) {
                show(report.json());
              }
              last.set(report);
            });
      } catch (TandemException e) {
        if (!ending.get()) {
          throw e; // else the servers are gone because the demo is
        }
      }
    }
    DemoReport report = last.get();
    if (json && report != null) {
      show(report.json());
    }
    return (report != null && report.isClean() ? ExitStatus.OK : ExitStatus.DIFFERENT).status();
  }

  private static void show(String line) {
    System.out.println(line);
  }

  /** The demo tells its story itself; the log is for what goes wrong. */
  private static void quiet() {
    if (LoggerFactory.getLogger("dev.tandem") instanceof Logger tandem
        && System.getenv("TANDEM_LOG_LEVEL") == null) {
      tandem.setLevel(Level.WARN);
    }
  }
}
