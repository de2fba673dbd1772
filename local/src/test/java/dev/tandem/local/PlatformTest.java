/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tandem.model.error.TandemException;
import org.junit.jupiter.api.Test;

class PlatformTest {

  @Test
  void shouldSayWhichOtherWaysThereAre() {
    // Given
    Platform mac = new Platform("Mac OS X", "aarch64", false);

    // When
    Throwable thrown = catchThrowable(() -> mac.requireLinuxAmd64("MySQL"));

    // Then
    assertThat(((TandemException) thrown).code()).isEqualTo(LocalCode.PLATFORM);
    assertThat(thrown)
        .hasMessageContaining("Mac OS X on aarch64")
        .hasMessageContaining("tandem.yaml")
        .hasMessageContaining("docker compose");
  }

  @Test
  void shouldWantGlibcForProgramsThatWereBuiltForIt() {
    // Given
    Platform alpine = new Platform("Linux", "amd64", false);

    // When
    assertThatThrownBy(() -> alpine.requireLinuxAmd64("MySQL"))

        // Then
        .hasMessageContaining("no glibc");
    alpine.requireLinux("DynamoDB Local");
  }

  @Test
  void shouldTakeTheLinuxThatTheProgramsWereBuiltFor() {
    // Given
    Platform linux = new Platform("Linux", "amd64", true);

    // When
    Throwable thrown = catchThrowable(() -> linux.requireLinuxAmd64("PostgreSQL"));

    // Then
    assertThat(thrown).isNull();
  }
}
