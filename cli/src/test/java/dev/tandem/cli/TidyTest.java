/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** House rules that no compiler knows. */
class TidyTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int LONGEST_FILE = 400;

  private static List<Path> sources() {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .map(module -> module.resolve("src"))
          .filter(Files::isDirectory)
          .flatMap(TidyTest::javaFiles)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldHaveShortFiles() {
    assertThat(sources())
        .filteredOn(file -> text(file).lines().count() > LONGEST_FILE)
        .as("files of more than %d lines: each says more than one thing, part it", LONGEST_FILE)
        .isEmpty();
  }

  @Test
  void shouldExplainEveryPackage() {
    assertThat(sources())
        .filteredOn(file -> file.toString().contains("src/main"))
        .filteredOn(file -> !Files.exists(file.resolveSibling("package-info.java")))
        .as(
            "packages without package-info.java: say in a sentence what belongs there, and mark it @NullMarked")
        .isEmpty();
  }

  @Test
  void shouldLeaveNothingForLater() {
    assertThat(sources())
        .filteredOn(file -> !file.endsWith("TidyTest.java"))
        .filteredOn(file -> text(file).matches("(?s).*\\b(TODO|FIXME|XXX)\\b.*"))
        .as("do it now, or write an issue")
        .isEmpty();
  }
}
