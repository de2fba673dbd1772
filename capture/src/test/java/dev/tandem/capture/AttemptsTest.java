/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttemptsTest {

  @Test
  void shouldCountTheFailuresInARow() {
    // Given
    CaptureMeter meter = new CaptureMeter();
    Attempts attempts = new Attempts();

    // When a snapshot fails again and again, each time after some rows
    meter.published(1_000, 0);
    assertThat(attempts.failed(meter.changes())).isEqualTo(1);
    meter.published(1_000, 0);
    assertThat(attempts.failed(meter.changes())).isEqualTo(2);

    // Then only the log takes it on
    meter.published(0, 1);
    assertThat(attempts.failed(meter.changes())).isEqualTo(1);
    assertThat(attempts.failed(meter.changes())).isEqualTo(2);
  }
}
