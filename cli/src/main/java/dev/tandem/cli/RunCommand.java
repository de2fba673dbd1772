/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.wiring.Meters;
import dev.tandem.config.PipelineConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./tandem run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description =
        "Runs the whole pipeline in one process; brings along the servers that the file leaves out.",
    footer = {"", "Example:", "  ./tandem run -f tandem.yaml"})
final class RunCommand implements Callable<Integer> {
  @Mixin private FileOption file = new FileOption();

  @Override
  public Integer call() throws InterruptedException {
    PipelineConfig config = file.config();
    try (EmbeddedServers embedded = EmbeddedServers.start(config, file.folder(config))) {
      embedded.notes().forEach(System.err::println);
      return Foreground.run(embedded.pipeline().processes(new Meters()));
    }
  }
}
