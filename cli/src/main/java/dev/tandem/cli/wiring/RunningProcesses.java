/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.wire.report.ProcessReport;
import dev.tandem.wire.report.StatusLog;
import java.time.Clock;
import java.util.List;

/** Which processes of a pipeline run, as far as they tell. Used by one thread. */
public final class RunningProcesses implements AutoCloseable {
  private final StatusLog status;
  private final Clock clock;

  /** Connects lazily. */
  public RunningProcesses(Pipeline pipeline, Clock clock) {
    this.status = new StatusLog(pipeline.kafka(), pipeline.names());
    this.clock = clock;
  }

  /**
   * What those of one kind told last; one that was killed a moment ago still counts.
   *
   * @param process such as {@code transform}
   */
  public List<ProcessReport> of(String process) {
    long now = clock.millis();
    return status.read().stream()
        .filter(report -> report.identity().process().equals(process))
        .filter(report -> report.isLive(now))
        .toList();
  }

  @Override
  public void close() {
    status.close();
  }
}
