/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.model.error.ExitStatus;
import dev.tandem.status.PipelineStatus;
import dev.tandem.status.StatusReader;
import dev.tandem.status.StatusText;
import dev.tandem.status.Watched;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./tandem status}. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Tells how the pipeline is: what is wrong first, then a line for each entity and target.",
      "It asks Kafka alone, and changes nothing."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:all is well",
      "1:dead letters are open, or little time is left before needed records are deleted",
      "4:a process or an entity is stopped",
      "5:a process is not running, or waits for a server"
    },
    footer = {"", "Examples:", "  ./tandem status -f tandem.yaml", "  ./tandem status --watch"})
final class StatusCommand extends PipelineCommand {
  private static final long INTERVAL_MS = 2_000;
  private static final String CLEAR = "\033[H\033[2J";

  @Option(names = "--json", description = "Prints one line of JSON.")
  private boolean json;

  @Option(names = "--watch", description = "Goes on until Ctrl-C, every two seconds.")
  private boolean watch;

  @Override
  ExitStatus run(PrintWriter out) throws InterruptedException {
    Pipeline pipeline = file().pipeline();
    try (StatusReader reader =
        new StatusReader(pipeline.kafka(), pipeline.names(), Watched.of(pipeline.mapping()))) {
      PipelineStatus status = reader.read();
      show(status, out);
      while (watch) {
        Thread.sleep(INTERVAL_MS);
        status = reader.read();
        show(status, out);
      }
      return status.exitStatus();
    }
  }

  private void show(PipelineStatus status, PrintWriter out) {
    if (json) {
      out.println(new String(status.toJson(), StandardCharsets.UTF_8));
    } else {
      out.print(watch && Boolean.getBoolean("tandem.terminal") ? CLEAR : "");
      StatusText.lines(status).forEach(out::println);
    }
    out.flush();
  }
}
