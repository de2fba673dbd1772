/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import java.time.Duration;

/** Lets time pass between two looks at something that is not there yet. */
final class Pause {

  private Pause() {}

  /** Returns early when the thread is interrupted, and leaves it so. */
  static void of(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
