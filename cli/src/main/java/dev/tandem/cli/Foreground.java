/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.wiring.Observed;
import dev.tandem.cli.wiring.PipelineProcess;
import dev.tandem.cli.wiring.Running;
import dev.tandem.model.error.ExitStatus;
import dev.tandem.status.http.Address;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs processes until a signal or a failure ends them. */
final class Foreground {
  /** Below the ten seconds after which supervisors lose patience. */
  private static final Duration STOP = Duration.ofSeconds(8);

  private Foreground() {}

  /**
   * Blocks until they have ended.
   *
   * @param usual where their status is served if nothing else is asked for
   * @return the exit status when they ended without a failure
   */
  static int run(
      Observed observed, List<PipelineProcess> processes, HttpOption http, Optional<Address> usual)
      throws InterruptedException {
    Optional<Observed.Served> served = http.serve(observed, usual);
    try {
      return run(observed.processes(processes));
    } finally {
      served.ifPresent(Observed.Served::close);
    }
  }

  private static int run(List<PipelineProcess> processes) throws InterruptedException {
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
