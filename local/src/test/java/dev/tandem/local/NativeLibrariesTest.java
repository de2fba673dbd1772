/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NativeLibrariesTest {

  @Test
  void shouldReadWhatTheLoaderDoesNotFind() {
    // Given
    String output =
        """
        	linux-vdso.so.1 (0x00007ffd2f5e6000)
        	libaio.so.1 => not found
        	libnuma.so.1 => /lib/x86_64-linux-gnu/libnuma.so.1 (0x00007f8f1e3b2000)
        	libaio.so.1 => not found
        """;

    // When
    List<String> missing = NativeLibraries.notFound(output);

    // Then
    assertThat(missing).containsExactly("libaio.so.1");
  }
}
