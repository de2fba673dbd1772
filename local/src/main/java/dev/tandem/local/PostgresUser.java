/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import dev.tandem.model.error.TandemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** As whom PostgreSQL runs, since it refuses to run as root. */
enum PostgresUser {
  /** We are no root: as ourselves. */
  OURSELVES("") {
    @Override
    boolean possible() {
      return !Platform.isRoot();
    }
  },

  /** In a user namespace without names: nobody to itself, root to the files. */
  NAMESPACE("unshare -U"),

  /**
   * As user 65534, to whom the data are given; containers that forbid user namespaces allow this.
   * It keeps root's right to pass any folder, since the programs may lie in root's home.
   */
  NOBODY(
      "setpriv --reuid=65534 --regid=65534 --clear-groups"
          + " --inh-caps=+dac_override --ambient-caps=+dac_override"
          + " --securebits=+no_setuid_fixup");

  private static final int NOBODY_ID = 65_534;
  private static final Path ANYWHERE = Path.of("/");
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final String prefix;

  PostgresUser(String prefix) {
    this.prefix = prefix;
  }

  /** The first that this machine allows. */
  static PostgresUser find() {
    return Stream.of(values())
        .filter(PostgresUser::possible)
        .findFirst()
        .orElseThrow(
            () ->
                new TandemException(
                    LocalCode.ROOT,
                    "PostgreSQL refuses to run as root, and neither unshare nor setpriv works"
                        + " here: start Tandem as an ordinary user, or name your own PostgreSQL in"
                        + " tandem.yaml."));
  }

  boolean possible() {
    try {
      return Command.run(ANYWHERE, Map.of(), LIMIT, as(List.of("true"))).succeeded();
    } catch (IOException e) {
      return false;
    }
  }

  /** The command that runs another one as this user. */
  List<String> as(List<String> command) {
    Stream<String> words = Stream.of(prefix.split(" ")).filter(word -> !word.isEmpty());
    return Stream.concat(words, command.stream()).toList();
  }

  /** Gives a folder and all in it to this user; an earlier run may have been another one. */
  void own(Path folder) throws IOException {
    if (this == OURSELVES) {
      return;
    }
    int owner = this == NOBODY ? NOBODY_ID : 0;
    if (Files.getAttribute(folder, "unix:uid").equals(owner)) {
      return;
    }
    Command.Result result =
        Command.run(
            ANYWHERE,
            Map.of(),
            LIMIT,
            List.of("chown", "-R", owner + ":" + owner, folder.toString()));
    if (!result.succeeded()) {
      throw new IOException(result.output());
    }
  }
}
