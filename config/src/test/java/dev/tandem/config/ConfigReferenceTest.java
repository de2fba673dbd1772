/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "MYSQL_PASSWORD", "m",
          "SQLSERVER_PASSWORD", "s",
          "KAFKA_PASSWORD", "k",
          "PG_PASSWORD", "p");

  @TempDir Path directory;

  @Test
  void thePageInDocsIsTheGeneratedOne() throws IOException {
    // Given
    if ("write".equals(System.getProperty("tandem.docs"))) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, ConfigReference.markdown());
    }

    // When
    String page = Files.readString(PAGE);

    // Then
    assertThat(page)
        .as("docs/configuration.md is out of date: run mvn -pl config -am test -Dtandem.docs=write")
        .isEqualTo(ConfigReference.markdown());
  }

  @Test
  void thePageIsTextForEveryTool() {
    assertThat(ConfigReference.markdown().chars()).noneMatch(c -> c < ' ' && c != '\n');
  }

  @Test
  void everyYamlOnThePageIsClean() throws IOException {
    // Given
    Matcher blocks =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(ConfigReference.markdown());
    Path file = directory.resolve("tandem.yaml");
    int count = 0;

    while (blocks.find()) {
      Files.writeString(file, blocks.group(1));
      count++;

      // When
      ConfigResult result = ConfigReader.read(file, ENVIRONMENT::get);

      // Then
      assertThat(result).isInstanceOf(ConfigResult.Valid.class);
    }
    assertThat(count).isEqualTo(3);
  }
}
