/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenMistakesTest {
  @TempDir Path directory;

  @Test
  void tenMistakesAreTenProblemsWordForWord() throws IOException {
    // Given
    ConfigFile file = new ConfigFile(directory, resource("ten-mistakes.yaml"));

    // When
    List<String> problems = file.problems();

    // Then
    assertThat(problems).hasSize(10);
    assertThat(String.join("\n", problems) + "\n").isEqualTo(resource("ten-mistakes.txt"));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = TenMistakesTest.class.getResourceAsStream(name)) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
