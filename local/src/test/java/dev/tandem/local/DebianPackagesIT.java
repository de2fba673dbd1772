/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebianPackagesIT {
  @TempDir Path folder;

  @Test
  void shouldTakeALibraryOutOfItsPackage() throws IOException {
    // Given
    assumeTrue(Files.exists(Path.of("/usr/bin/apt-get")), "skipped: no apt-get on this machine");

    // When
    DebianPackages.extract("libaio.so.1", folder);

    // Then
    byte[] start = Arrays.copyOf(Files.readAllBytes(folder.resolve("libaio.so.1")), 4);
    assertThat(start).containsExactly(0x7f, 'E', 'L', 'F');
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).hasSize(1);
    }
  }

  @Test
  void shouldKnowNoPackageForOtherLibraries() {
    // Given
    String library = "libunheardof.so.3";

    // When
    assertThatThrownBy(() -> DebianPackages.extract(library, folder))

        // Then
        .isInstanceOf(IOException.class);
  }
}
