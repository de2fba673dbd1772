/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.wiring.Observed;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.wire.report.ProcessMeter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./tandem transform}. */
@Command(
    name = "transform",
    mixinStandardHelpOptions = true,
    description = "Maps tables to entities; several share the partitions.",
    footer = {"", "Example:", "  ./tandem transform -f tandem.yaml"})
final class TransformCommand implements Callable<Integer> {
  @Mixin private FileOption file = new FileOption();
  @Mixin private HttpOption http = new HttpOption();

  @Override
  public Integer call() throws InterruptedException {
    Pipeline pipeline = file.pipeline();
    ProcessMeter meter = new ProcessMeter();
    Observed observed = new Observed(pipeline, Version.text(), Map.of("transform", meter));
    return Foreground.run(observed, List.of(pipeline.transform(meter)), http, Optional.empty());
  }
}
