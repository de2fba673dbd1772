/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./tandem bench}. */
@Command(
    name = "bench",
    description = "Measures how fast this machine takes the steps of a record's way.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "BENCHMARK",
    subcommands = {TransformCommand.class, CommandLine.HelpCommand.class})
public final class Main {
  private Main() {}

  /** Runs a benchmark and exits: 0 measured, 1 failed, 2 not understood. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).setUsageHelpAutoWidth(true).execute(args));
  }
}
