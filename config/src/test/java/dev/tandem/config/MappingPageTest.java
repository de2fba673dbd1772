/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of docs/mapping.md are files that the reader takes. */
class MappingPageTest {
  private static final String HEAD =
      """
      name: shop
      source:
        mysql: {host: localhost, user: root, password: x, databases: [shop, eu, us, shard_1, shard_2]}
      masking_key: "${MASKING_KEY}"
      """;

  @TempDir Path directory;

  static Stream<String> examples() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "mapping.md"));
    return Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
        .matcher(page)
        .results()
        .map((MatchResult block) -> block.group(1));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void shouldBeClean(String example) throws IOException {
    Path file = Files.writeString(directory.resolve("tandem.yaml"), HEAD + example);
    ConfigResult result =
        ConfigReader.read(
            file, name -> name.equals("MASKING_KEY") ? "a key of 16 bytes or more" : null);
    assertThat(result).isInstanceOf(ConfigResult.Valid.class);
  }
}
