/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.capture.CaptureMeter;
import dev.tandem.cli.wiring.Observed;
import dev.tandem.cli.wiring.Pipeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./tandem capture}. */
@Command(
    name = "capture",
    mixinStandardHelpOptions = true,
    description = "Captures the source into Kafka, or stands by for the capture that does.",
    footer = {"", "Example:", "  ./tandem capture -f tandem.yaml"})
final class CaptureCommand implements Callable<Integer> {
  @Mixin private FileOption file = new FileOption();
  @Mixin private HttpOption http = new HttpOption();

  @Override
  public Integer call() throws InterruptedException {
    Pipeline pipeline = file.pipeline();
    CaptureMeter meter = new CaptureMeter();
    Observed observed = new Observed(pipeline, Version.text(), Map.of("capture", meter.work()));
    return Foreground.run(observed, List.of(pipeline.capture(meter)), http, Optional.empty());
  }
}
