/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.capture.CaptureMeter;
import java.util.List;
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

  @Override
  public Integer call() throws InterruptedException {
    return Foreground.run(List.of(file.pipeline().capture(new CaptureMeter())));
  }
}
