/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every benchmark that runs servers. */
class ServerOptions {
  private static final int ROUNDS = 3;

  @Option(names = "--quick", description = "A first look in a few minutes: fewer rows, one round.")
  private boolean quick;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      defaultValue = ".tandem/bench",
      description = "Where the servers keep their data (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of(".tandem/bench");

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often each contender runs, by turns (default: 3, with --quick 1).")
  private @Nullable Integer rounds;

  final boolean quick() {
    return quick;
  }

  final int rounds() {
    return rounds != null ? rounds : quick ? 1 : ROUNDS;
  }

  final Path folder() {
    return folder.toAbsolutePath();
  }
}
