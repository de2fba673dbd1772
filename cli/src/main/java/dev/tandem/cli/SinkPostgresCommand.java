/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.wiring.Observed;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.model.error.TandemException;
import dev.tandem.sink.SinkMeter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./tandem sink-postgres}. */
@Command(
    name = "sink-postgres",
    mixinStandardHelpOptions = true,
    description = "Writes entities to PostgreSQL; several share the partitions.",
    footer = {"", "Example:", "  ./tandem sink-postgres -f tandem.yaml"})
final class SinkPostgresCommand implements Callable<Integer> {
  @Mixin private FileOption file = new FileOption();
  @Mixin private HttpOption http = new HttpOption();

  @Override
  public Integer call() throws InterruptedException {
    Pipeline pipeline = file.pipeline();
    if (pipeline.toPostgres().isEmpty()) {
      throw new TandemException(
          CliCode.NOTHING_TO_DO,
          CliCode.NOTHING_TO_DO.meaning() + " " + CliCode.NOTHING_TO_DO.remedy());
    }
    SinkMeter meter = new SinkMeter();
    Observed observed =
        new Observed(pipeline, Version.text(), Map.of("sink-postgres", meter.work()));
    return Foreground.run(observed, pipeline.sinkPostgres(meter), http, Optional.empty());
  }
}
