/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.store;

import java.time.Duration;

/**
 * When the capture job finds what was committed.
 *
 * @param paused whether only {@link ChangeCapture#run} finds it
 * @param delay from the commit on, unless paused
 */
public record CaptureMode(boolean paused, Duration delay) {
  public static final CaptureMode AT_ONCE = new CaptureMode(false, Duration.ZERO);
  public static final CaptureMode PAUSED = new CaptureMode(true, Duration.ZERO);

  public static CaptureMode after(Duration delay) {
    return new CaptureMode(false, delay);
  }
}
