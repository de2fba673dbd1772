/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VerificationMemoryTest {

  @Test
  void comparesAMillionRowsInSixtyFourMegabytes() throws IOException, InterruptedException {
    // Given
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                MillionRows.class.getName(),
                "1000000",
                "1")
            .redirectErrorStream(true)
            .start();
    // When
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    // Then
    assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(output).contains("1000000 rows, 10 differences");
    assertThat(child.exitValue()).isZero();
  }
}
