/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.config.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever becomes of a file, it is read or refused, never anything else. */
class MutatedFilesTest {
  private static final int MUTANTS = 500;
  private static final int MOST_SLIPS = 4;
  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    ":",
    ": ",
    ",",
    "-",
    "- ",
    "\n",
    "  ",
    "\t",
    "'",
    "\"",
    "#",
    "&a ",
    "*a",
    "!x ",
    "|",
    ">",
    "?",
    "%",
    "@",
    "`",
    "~",
    "null",
    "true",
    "0",
    "${",
    "}",
    "\\",
    "\0",
    "\uFEFF",
    "\uD800",
    "\uD83D\uDE00",
    "<<",
    "---",
    "...",
    "{a: b}",
    "[a, b]",
    "array<",
    "(",
    ")"
  };

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aMutatedFileIsReadOrRefused(long seed) throws IOException {
    // Given
    Random random = new Random(seed);
    Path file = directory.resolve("tandem.yaml");
    Map<String, String> environment =
        Map.of(
            "MYSQL_PASSWORD", "m-secret", "KAFKA_PASSWORD", "k-secret", "PG_PASSWORD", "p-secret");

    for (int i = 0; i < MUTANTS; i++) {
      Files.write(file, mutant(random).getBytes(java.nio.charset.StandardCharsets.UTF_8));

      // When
      List<Problem> problems = ConfigFile.result(ConfigReader.read(file, environment::get));

      // Then
      assertThat(problems)
          .allSatisfy(
              problem ->
                  assertThat(problem.toString())
                      .matches(".*tandem\\.yaml(:\\d+:\\d+)? TD-CFG-[A-Z-]+ .+; .+")
                      .doesNotContain("-secret"));
    }
  }

  private static String mutant(Random random) {
    StringBuilder text = new StringBuilder(ConfigReference.example());
    int slips = 1 + random.nextInt(MOST_SLIPS);
    for (int i = 0; i < slips; i++) {
      int place = random.nextInt(text.length());
      int end = Math.min(text.length(), place + random.nextInt(12));
      String piece = random.nextInt(3) == 0 ? "" : PIECES[random.nextInt(PIECES.length)];
      text.replace(place, random.nextBoolean() ? end : place, piece);
    }
    return text.toString();
  }
}
