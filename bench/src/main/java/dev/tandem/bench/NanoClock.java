/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.util.concurrent.locks.LockSupport;

/** Time to the nanosecond, by an origin of its own, and letting it pass. */
interface NanoClock {
  /** {@link System#nanoTime}. */
  NanoClock SYSTEM =
      new NanoClock() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void pause(long nanos) {
          LockSupport.parkNanos(nanos);
        }
      };

  /** The time. */
  long nanos();

  /** Waits for so long or less, and not at all unless it is positive. */
  void pause(long nanos);
}
