/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {
  @TempDir Path temp;

  @Test
  void shouldTellOnlyWhatWasWrittenSinceItWasBegun() throws IOException {
    // Given
    Path file = Files.writeString(temp.resolve("log"), "old\n");
    ServerLog log = new ServerLog(file);

    // When
    log.begin();
    Files.writeString(file, "new\n", StandardOpenOption.APPEND);

    // Then
    assertThat(log.tail()).isEqualTo("new");
  }

  @Test
  void shouldTellTheLastLinesOnly() throws IOException {
    // Given
    Path file = temp.resolve("log");
    ServerLog log = new ServerLog(file);
    log.begin();

    // When
    Files.writeString(file, "line\n".repeat(100) + "last\n");

    // Then
    assertThat(log.tail().lines()).hasSize(15).endsWith("last");
  }

  @Test
  void shouldDropMostOfALongLog() throws IOException {
    // Given
    Path file = Files.writeString(temp.resolve("log"), "line\n".repeat(300_000) + "last\n");

    // When
    new ServerLog(file).begin();

    // Then
    assertThat(Files.size(file)).isLessThan(100_000);
    assertThat(Files.readString(file)).endsWith("last\n");
  }
}
