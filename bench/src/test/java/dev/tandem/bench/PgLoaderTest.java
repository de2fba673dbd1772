/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PgLoaderTest {
  @TempDir private Path folder;

  @Test
  void shouldBeLookedForInEachFolderOfThePath() throws IOException {
    // Given
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.createFile(
        bin.resolve("pgloader"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Files.createFile(other.resolve("pgloader"));

    // Then
    assertThat(PgLoader.isOn(folder + ":" + bin)).isTrue();
    assertThat(PgLoader.isOn(folder + ":" + other)).isFalse();
    assertThat(PgLoader.isOn("")).isFalse();
  }
}
