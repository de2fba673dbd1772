/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./tandem bench all}. */
@Command(
    name = "all",
    mixinStandardHelpOptions = true,
    description =
        "Runs every benchmark, one after the other, each as it is run alone. One that fails does not keep the next from"
            + " running.",
    footer = {"", "Example:", "  ./tandem bench all --quick"})
final class AllCommand implements Callable<Integer> {
  private static final List<String> BENCHMARKS =
      List.of(
          "transform", "capture", "sink-postgres", "sink-dynamo", "end-to-end", "latency", "joins");

  @Option(names = "--quick", description = "A first look with each of them.")
  private boolean quick;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
  private CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine bench = spec.parent().commandLine();
    int worst = CommandLine.ExitCode.OK;
    for (String name : BENCHMARKS) {
      bench.getOut().printf("%n== %s%n", name);
      bench.getOut().flush();
      worst = Math.max(worst, quick ? bench.execute(name, "--quick") : bench.execute(name));
    }
    return worst;
  }
}
