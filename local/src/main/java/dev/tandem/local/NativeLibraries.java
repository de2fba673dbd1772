/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import dev.tandem.model.error.TandemException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shared libraries that a program needs, fetched when this machine lacks them. */
final class NativeLibraries {
  private static final Logger LOG = LoggerFactory.getLogger(NativeLibraries.class);
  private static final String SEARCH_PATH = "LD_LIBRARY_PATH";
  private static final Duration LDD_LIMIT = Duration.ofSeconds(30);

  private NativeLibraries() {}

  /** The environment in which the program finds all its libraries. */
  static Map<String, String> environment(String server, Path program, Consumer<String> progress) {
    List<String> missing = missing(program, Map.of());
    if (missing.isEmpty()) {
      return Map.of();
    }
    List<String> folders = new ArrayList<>();
    for (String library : missing) {
      folders.add(fetch(server, library, progress).toString());
    }
    @Nullable String inherited = new ProcessBuilder().environment().get(SEARCH_PATH);
    if (inherited != null) {
      folders.add(inherited);
    }
    Map<String, String> environment = Map.of(SEARCH_PATH, String.join(":", folders));
    List<String> stillMissing = missing(program, environment);
    if (!stillMissing.isEmpty()) {
      throw absent(server, String.join(", ", stillMissing), "");
    }
    return environment;
  }

  private static Path fetch(String server, String library, Consumer<String> progress) {
    return ServerCache.folder(
        "library-" + library,
        folder -> {
          try {
            DebianPackages.extract(library, folder);
          } catch (IOException e) {
            if (Disk.isFull(e)) {
              throw e;
            }
            throw absent(server, library, " (" + e.getMessage() + ")");
          }
          String message =
              server + " needs " + library + ": took it out of its package, nothing was installed";
          LOG.info(message);
          progress.accept(message);
        });
  }

  private static TandemException absent(String server, String library, String why) {
    return new TandemException(
        LocalCode.LIBRARY,
        server
            + " needs "
            + library
            + ", which this machine lacks"
            + why
            + ": run sudo apt-get install libaio1 libnuma1 (libaio1t64 on newer releases), or"
            + " sudo dnf install libaio numactl-libs.");
  }

  /** The libraries that the dynamic loader does not find. */
  private static List<String> missing(Path program, Map<String, String> environment) {
    try {
      Command.Result ldd =
          Command.run(
              program.resolveSibling(""),
              environment,
              LDD_LIMIT,
              List.of("ldd", program.toString()));
      return notFound(ldd.output());
    } catch (IOException e) {
      LOG.debug("ldd cannot be run: the server itself will tell what it misses", e);
      return List.of();
    }
  }

  static List<String> notFound(String ldd) {
    return ldd.lines()
        .filter(line -> line.strip().endsWith("=> not found"))
        .map(line -> line.strip().split(" ", 2)[0])
        .distinct()
        .collect(Collectors.toUnmodifiableList());
  }
}
