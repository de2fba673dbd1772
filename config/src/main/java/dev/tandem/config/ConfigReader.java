/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Reading;
import dev.tandem.config.key.References;
import dev.tandem.config.problem.Place;
import dev.tandem.config.problem.Problems;
import dev.tandem.config.yaml.YamlFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads tandem.yaml. */
public final class ConfigReader {
  private static final Place START = new Place(1, 1, "");

  private ConfigReader() {}

  /**
   * Reads and checks a file as far as that is possible without a server. Nothing in a file, nor its
   * absence, makes this throw.
   *
   * @param environment the value of an environment variable, or null when it is not set
   */
  public static ConfigResult read(Path file, Function<String, @Nullable String> environment) {
    Problems problems = new Problems(file.toString());
    Path parent = file.getParent();
    Path directory = parent == null ? Path.of("") : parent;
    Reading reading = new Reading(problems, new References(directory, environment));
    Optional<Fields> root =
        YamlFile.read(file, problems).flatMap(node -> RootKeys.SECTION.read(node, START, reading));
    root.ifPresent(fields -> Checks.run(fields, directory, problems));
    return root.isPresent() && problems.isEmpty()
        ? new ConfigResult.Valid(new Assembly(directory).pipeline(root.get()))
        : new ConfigResult.Invalid(problems.sorted());
  }
}
