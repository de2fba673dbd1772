/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options of every benchmark that runs servers. */
class ServerOptions {
  @Option(names = "--quick", description = "A first look in a few minutes: fewer rows, one round.")
  private boolean quick;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      defaultValue = ".tandem/bench",
      description = "Where the servers keep their data (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of(".tandem/bench");

  final boolean quick() {
    return quick;
  }

  final Path folder() {
    return folder.toAbsolutePath();
  }
}
