/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.error.TandemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
  @TempDir Path parent;

  @Test
  void shouldGiveEachUserAFolderAndTheFirstOneAgainOnceItIsFree() {
    Path first;
    try (StateFolder one = StateFolder.in(parent, "join");
        StateFolder other = StateFolder.in(parent, "join")) {
      first = one.path();
      assertThat(other.path()).isNotEqualTo(first).isDirectory();
    }
    try (StateFolder again = StateFolder.in(parent, "join")) {
      assertThat(again.path()).isEqualTo(first);
    }
  }

  @Test
  void shouldSayWhichFolderCannotBeWritten() throws IOException {
    Path file = Files.createFile(parent.resolve("file"));

    assertThatThrownBy(() -> StateFolder.in(file, "join"))
        .isInstanceOf(TandemException.class)
        .hasMessageContaining(file.toString());
  }
}
