/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Takes libraries out of packages of Debian and Ubuntu without installing anything: the system
 * stays as it is, and no root is needed.
 */
final class DebianPackages {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private static final Path APT = Path.of("/usr/bin/apt-get");

  /** Releases since 2024 carry the second name. */
  private static final Map<String, List<String>> PACKAGES =
      Map.of(
          "libaio.so.1", List.of("libaio1", "libaio1t64"),
          "libnuma.so.1", List.of("libnuma1"));

  private final Path work;

  private DebianPackages(Path work) {
    this.work = work;
  }

  /** Puts the library into the folder, under exactly that name. */
  static void extract(String library, Path folder) throws IOException {
    List<String> packages = PACKAGES.getOrDefault(library, List.of());
    if (packages.isEmpty()) {
      throw new IOException("no package is known for it");
    }
    if (!Files.isExecutable(APT)) {
      throw new IOException("there is no " + APT + " to fetch it with");
    }
    Path work = Files.createDirectories(folder.resolve("work"));
    DebianPackages debian = new DebianPackages(work);
    Path tree = debian.unpack(debian.download(packages));
    Files.copy(find(tree, name -> name.startsWith(library)), folder.resolve(library));
    Disk.delete(work);
  }

  /** With the system's package lists, else with fresh ones that are thrown away. */
  private Path download(List<String> packages) throws IOException {
    Files.createDirectories(work.resolve("archives/partial"));
    Optional<Path> found = download(packages, List.of());
    if (found.isPresent()) {
      return found.get();
    }
    Path lists = work.resolve("lists");
    Files.createDirectories(lists.resolve("partial"));
    List<String> own = List.of("-o", "Dir::State::lists=" + lists);
    Command.Result update = apt(own, "update");
    return download(packages, own)
        .orElseThrow(() -> new IOException("apt-get found no package: " + update.output()));
  }

  private Optional<Path> download(List<String> packages, List<String> lists) throws IOException {
    for (String name : packages) {
      if (apt(lists, "download", name).succeeded()) {
        return Optional.of(find(work, file -> file.endsWith(".deb")));
      }
    }
    return Optional.empty();
  }

  private Command.Result apt(List<String> lists, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(APT.toString(), "-q"));
    command.addAll(List.of("-o", "Dir::Cache::pkgcache=", "-o", "Dir::Cache::srcpkgcache="));
    command.addAll(List.of("-o", "Dir::Cache::archives=" + work.resolve("archives")));
    command.addAll(List.of("-o", "APT::Sandbox::User=root")); // its own user may not enter here
    command.addAll(lists);
    command.addAll(List.of(arguments));
    return Command.run(work, Map.of(), LIMIT, command);
  }

  private Path unpack(Path archive) throws IOException {
    Path tree = work.resolve("tree");
    Command.Result result =
        Command.run(
            work, Map.of(), LIMIT, List.of("dpkg-deb", "-x", archive.toString(), tree.toString()));
    if (!result.succeeded()) {
      throw new IOException("dpkg-deb failed: " + result.output());
    }
    return tree;
  }

  private static Path find(Path tree, Predicate<String> name) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      return files
          .filter(file -> name.test(String.valueOf(file.getFileName())))
          .findFirst()
          .orElseThrow(() -> new IOException("the package does not hold it"));
    }
  }
}
