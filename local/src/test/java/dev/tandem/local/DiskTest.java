/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTest {
  @TempDir private Path folder;

  @Test
  void shouldDeleteAFolderButNothingThatALinkInItLeadsTo() throws IOException {
    // Given
    Path kept = Files.createDirectory(folder.resolve("kept"));
    Path file = Files.writeString(kept.resolve("file"), "of somebody else");
    Path deleted = folder.resolve("deleted");
    Files.createDirectories(deleted.resolve("deep"));
    Files.writeString(deleted.resolve("deep/file"), "ours");
    Files.createSymbolicLink(deleted.resolve("link"), kept);

    // When
    Disk.delete(deleted);

    // Then
    assertThat(deleted).doesNotExist();
    assertThat(file).exists();
  }

  @Test
  void shouldNotMindThatThereIsNoFolder() {
    assertThatCode(() -> Disk.delete(folder.resolve("none"))).doesNotThrowAnyException();
  }
}
