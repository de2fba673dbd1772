/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.http;

import dev.tandem.status.PipelineStatus.ProcessStatus;
import dev.tandem.status.StatusFeed;
import dev.tandem.wire.report.ProcessMeter;
import dev.tandem.wire.report.Reason;
import dev.tandem.wire.report.WorkState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether the processes of this JVM are alive, and whether they work. Alive is what a supervisor
 * restarts on, so a process that waits for a server is: to start it again would mend nothing.
 */
public final class Health {
  private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(2);
  private static final Set<WorkState> AT_WORK = Set.of(WorkState.STREAMING, WorkState.SNAPSHOTTING);

  private final Map<String, ProcessMeter> own;
  private final StatusFeed feed;

  /**
   * The health of processes.
   *
   * @param own their meters by name
   */
  public Health(Map<String, ProcessMeter> own, StatusFeed feed) {
    this.own = Map.copyOf(own);
    this.feed = feed;
  }

  /**
   * Why a process should be started again; empty while all of them get on, or have nothing to do.
   */
  List<String> dead() {
    List<String> reasons = new ArrayList<>();
    own.forEach(
        (name, meter) -> {
          if (meter.state() == WorkState.STOPPED) {
            reasons.add(name + " is stopped" + why(meter));
          } else if (AT_WORK.contains(meter.state()) && isStuck(name, meter)) {
            reasons.add(
                name
                    + " has something to do and got nothing done for "
                    + secondsIdle(meter)
                    + " s");
          }
        });
    return reasons.stream().sorted().toList();
  }

  /** Why a process does not work now; empty when all do, or stand by. */
  List<String> unready() {
    List<String> reasons = new ArrayList<>(dead());
    own.forEach(
        (name, meter) -> {
          if (!AT_WORK.contains(meter.state())
              && meter.state() != WorkState.STANDBY
              && meter.state() != WorkState.STOPPED) {
            reasons.add(name + " is " + WorkStates.word(meter.state()) + why(meter));
          }
        });
    return reasons.stream().sorted().toList();
  }

  private static String why(ProcessMeter meter) {
    Reason reason = meter.reason();
    return reason == null ? "" : ": " + reason.line();
  }

  /** Capture hears heartbeats of the source; of the others Kafka tells what is left to do. */
  private boolean isStuck(String name, ProcessMeter meter) {
    if (secondsIdle(meter) <= LONGEST_STANDSTILL.toSeconds()) {
      return false;
    }
    return name.equals("capture")
        || feed.now().filter(now -> isStuck(name, now.processes())).isPresent();
  }

  /** Others of the same name may have all the partitions. */
  private static boolean isStuck(String name, List<ProcessStatus> processes) {
    List<ProcessStatus> same =
        processes.stream().filter(process -> process.process().equals(name)).toList();
    return same.stream().anyMatch(process -> process.lagRecords() > 0)
        && same.stream().allMatch(Health::isIdle);
  }

  private static boolean isIdle(ProcessStatus process) {
    Long seconds = process.progressSecondsAgo();
    return seconds == null || seconds > LONGEST_STANDSTILL.toSeconds();
  }

  private static long secondsIdle(ProcessMeter meter) {
    return (meter.now() - meter.progressAt()) / 1_000;
  }
}
