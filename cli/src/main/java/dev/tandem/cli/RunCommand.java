/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.capture.CaptureMeter;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.PipelineProcess;
import dev.tandem.config.PipelineConfig;
import dev.tandem.sink.SinkMeter;
import java.util.ArrayList;
import java.util.List;
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
      Pipeline pipeline = embedded.pipeline();
      return Foreground.run(processes(pipeline));
    }
  }

  private static List<PipelineProcess> processes(Pipeline pipeline) {
    List<PipelineProcess> processes = new ArrayList<>();
    processes.add(pipeline.capture(new CaptureMeter()));
    processes.add(pipeline.transform());
    if (!pipeline.toPostgres().isEmpty()) {
      processes.add(pipeline.sinkPostgres(new SinkMeter()));
    }
    if (!pipeline.toDynamo().isEmpty()) {
      processes.add(pipeline.sinkDynamo(new SinkMeter()));
    }
    return processes;
  }
}
