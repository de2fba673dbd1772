/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CaptureTallyTest {

  @Test
  void shouldTellTheFirstRowsAndAllOfThem() throws IOException {
    try (CaptureTally tally = new CaptureTally();
        CaptureTally.Teller teller = new CaptureTally.Teller(tally.port(), 10);
        CaptureTally.Listener listener = tally.listen()) {
      // When
      teller.add(4);
      teller.add(5);
      boolean doneBefore = teller.isDone();
      teller.add(3);

      // Then
      assertThat(listener.next()).isEqualTo(4);
      assertThat(listener.next()).isEqualTo(12);
      assertThat(doneBefore).isFalse();
      assertThat(teller.isDone()).isTrue();
    }
  }

  @Test
  void shouldNotWaitForATellerThatHasEnded() throws IOException {
    try (CaptureTally tally = new CaptureTally();
        CaptureTally.Teller teller = new CaptureTally.Teller(tally.port(), 10);
        CaptureTally.Listener listener = tally.listen()) {
      teller.close();

      assertThatThrownBy(listener::next).isInstanceOf(EOFException.class);
    }
  }
}
