/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import java.util.List;
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

  @Override
  public Integer call() throws InterruptedException {
    return Foreground.run(List.of(file.pipeline().transform()));
  }
}
