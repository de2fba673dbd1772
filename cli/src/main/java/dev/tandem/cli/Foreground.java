/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.wiring.PipelineProcess;
import dev.tandem.cli.wiring.Running;
import dev.tandem.model.error.ExitStatus;
import java.time.Duration;
import java.util.List;

/** Runs processes until a signal or a failure ends them. */
final class Foreground {
  /** Below the ten seconds after which supervisors lose patience. */
  private static final Duration STOP = Duration.ofSeconds(8);

  private Foreground() {}

  /**
   * Blocks until they have ended.
   *
   * @return the exit status when they ended without a failure
   */
  static int run(List<PipelineProcess> processes) throws InterruptedException {
    Running running = Running.start(processes);
    // SIGTERM and SIGINT: whatever has not ended in time is cut off, which loses nothing.
    Thread onSignal = new Thread(() -> running.stop(STOP), "stop");
    Runtime.getRuntime().addShutdownHook(onSignal);
    running.await();
    running.close();
    running.check();
    return ExitStatus.OK.status();
  }
}
