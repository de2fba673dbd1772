/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.model.error.ExitStatus;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.preflight.Problem;
import dev.tandem.wire.report.ProcessMeter;
import dev.tandem.wire.report.Reason;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets capture start only once the source is set up for it; a source that is away is waited for.
 */
final class SourceGate {
  private static final Logger LOG = LoggerFactory.getLogger(SourceGate.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Supplier<List<Problem>> preflight;
  private final ProcessMeter meter;

  SourceGate(Supplier<List<Problem>> preflight, ProcessMeter meter) {
    this.meter = meter;
    this.preflight = preflight;
  }

  /**
   * Returns when capture can start, or was told not to.
   *
   * @throws TandemException with every problem at once
   */
  void pass(BooleanSupplier closed) {
    while (!closed.getAsBoolean()) {
      List<Problem> problems =
          preflight.get().stream().filter(problem -> !isRemark(problem)).toList();
      if (problems.isEmpty()) {
        return;
      }
      if (!problems.stream().allMatch(SourceGate::passes)) {
        throw new TandemException(
            WiringCode.SOURCE,
            WiringCode.SOURCE.meaning()
                + " "
                + WiringCode.SOURCE.remedy()
                + "\n"
                + problems.stream().map(Problem::line).collect(Collectors.joining("\n")));
      }
      LOG.warn("capture waits: {}", problems.get(0).line());
      meter.waits(new Reason("", problems.get(0).line()));
      Pause.of(PAUSE);
    }
  }

  /** Such as that the heartbeat cannot be written, without which all else goes on. */
  private static boolean isRemark(Problem problem) {
    return problem.code().exitStatus() == ExitStatus.DIFFERENT;
  }

  private static boolean passes(Problem problem) {
    return problem.code().exitStatus() == ExitStatus.UNAVAILABLE;
  }
}
