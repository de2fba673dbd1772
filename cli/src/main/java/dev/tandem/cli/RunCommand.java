/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.log.Notices;
import dev.tandem.cli.wiring.Meters;
import dev.tandem.cli.wiring.Observed;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.config.PipelineConfig;
import dev.tandem.status.http.StatusServer;
import java.util.Optional;
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
  @Mixin private HttpOption http = new HttpOption();

  @Override
  public Integer call() throws InterruptedException {
    PipelineConfig config = file.config();
    try (EmbeddedServers embedded = EmbeddedServers.start(config, file.folder(config))) {
      embedded.notes().forEach(Notices::say);
      Pipeline pipeline = embedded.pipeline();
      Meters meters = new Meters();
      return Foreground.run(
          new Observed(pipeline, Version.text(), meters.byProcess(pipeline)),
          pipeline.processes(meters),
          http,
          Optional.of(StatusServer.USUAL));
    }
  }
}
