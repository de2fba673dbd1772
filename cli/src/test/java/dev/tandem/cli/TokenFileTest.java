/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
  @TempDir Path folder;

  @Test
  void shouldHaveTheTokenThatIsValidNow() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "0123456789abcdef\n");
    TokenFile token = new TokenFile(file);
    assertThat(token.get()).isEqualTo("0123456789abcdef");

    Files.writeString(file, "fedcba9876543210");
    assertThat(token.get()).isEqualTo("fedcba9876543210");

    Files.writeString(file, "short");
    assertThat(token.get()).as("while it is being written").isEqualTo("fedcba9876543210");
    Files.delete(file);
    assertThat(token.get()).as("while it is being replaced").isEqualTo("fedcba9876543210");
  }

  @Test
  void shouldRefuseWhatCouldBeGuessedAndWhatIsNotThere() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "secret");

    assertThatThrownBy(() -> new TokenFile(file))
        .hasMessageContaining(file + " holds a token of less than 16 characters")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> new TokenFile(folder.resolve("none")))
        .hasMessageContaining("cannot be read");
  }
}
