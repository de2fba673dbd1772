/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.model.error.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process prints that cannot even start. */
class LogFormatIT {
  @TempDir Path folder;

  @BeforeEach
  void writeFile() throws IOException {
    Files.writeString(folder.resolve("tandem.yaml"), "name: shop\nsources: {}\n");
  }

  private CommandRun sink(String format) {
    return CommandRun.of(folder, Map.of("TANDEM_LOG_FORMAT", format), "sink-postgres");
  }

  @Test
  void shouldTellWhyItEndsAsALineOfJson() throws IOException {
    // When
    CommandRun run = sink("json").failedInSentences(ExitStatus.PROBLEMS.status());

    // Then
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).hasSize(1);
    JsonNode told = new ObjectMapper().readTree(run.err().get(0));
    assertThat(told.get("level").asText()).isEqualTo("ERROR");
    assertThat(told.get("code").asText()).isEqualTo("TD-CLI-FILE");
    assertThat(told.get("message").asText()).contains("tandem.yaml", "sources");
    assertThat(told.has("stackTrace")).isFalse();
  }

  @Test
  void shouldRefuseAFormatThatIsNone() {
    assertThat(
            sink("xml")
                .failedInSentences(ExitStatus.PROBLEMS.status())
                .problem("TD-CLI-LOG-FORMAT"))
        .contains("text or json");
  }
}
