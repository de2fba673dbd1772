/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.capture.CaptureMeter;
import dev.tandem.sink.SinkMeter;

/** What the processes of a whole pipeline count. */
public record Meters(CaptureMeter capture, SinkMeter postgres, SinkMeter dynamo) {

  /** Meters that nobody has read yet. */
  public Meters() {
    this(new CaptureMeter(), new SinkMeter(), new SinkMeter());
  }
}
