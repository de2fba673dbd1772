/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.capture.CaptureMeter;
import dev.tandem.sink.SinkMeter;
import dev.tandem.wire.report.ProcessMeter;
import java.util.Map;
import java.util.TreeMap;

/** What the processes of a whole pipeline count. */
public record Meters(
    CaptureMeter capture, ProcessMeter transform, SinkMeter postgres, SinkMeter dynamo) {

  /** What each process of a pipeline tells of itself, by its name. */
  public Map<String, ProcessMeter> byProcess(Pipeline pipeline) {
    Map<String, ProcessMeter> all = new TreeMap<>();
    all.put("capture", capture.work());
    all.put("transform", transform);
    if (!pipeline.toPostgres().isEmpty()) {
      all.put("sink-postgres", postgres.work());
    }
    if (!pipeline.toDynamo().isEmpty()) {
      all.put("sink-dynamo", dynamo.work());
    }
    return all;
  }

  /** Meters that nobody has read yet. */
  public Meters() {
    this(new CaptureMeter(), new SinkMeter(), new SinkMeter());
  }

  /** Meters of which somebody reads three. */
  public Meters(CaptureMeter capture, SinkMeter postgres, SinkMeter dynamo) {
    this(capture, new ProcessMeter(), postgres, dynamo);
  }
}
