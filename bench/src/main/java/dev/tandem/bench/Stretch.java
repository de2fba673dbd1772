/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Time, CPU time and noise from {@link #begin} on. */
final class Stretch {
  private final List<Processes> processes;
  private final Map<String, Double> cpuSeconds;
  private final Machine.CpuTime machine;
  private final long nanos;

  private Stretch(List<Processes> processes) {
    this.processes = processes;
    this.cpuSeconds = cpuSeconds(processes);
    this.machine = Machine.cpuTime();
    this.nanos = System.nanoTime();
  }

  /**
   * Begins to measure.
   *
   * @param processes all that take part, so that whatever else the CPUs do is noise
   */
  static Stretch begin(List<Processes> processes) {
    return new Stretch(List.copyOf(processes));
  }

  /** Begins to measure a process and what else takes part. */
  static Stretch begin(ChildProcess contender, List<Processes> others) {
    return new Stretch(Stream.concat(Stream.of(contender.processes()), others.stream()).toList());
  }

  /** The time that has passed. */
  double seconds() {
    return (System.nanoTime() - nanos) / (double) TimeUnit.SECONDS.toNanos(1);
  }

  /** Ends the measurement of a contender without a process of its own. */
  Run end(long rows) {
    return end(rows, 0);
  }

  /** Ends the measurement of a contender that is one of the processes, which still runs. */
  Run end(long rows, Processes contender) {
    return end(rows, contender.peakBytes());
  }

  private Run end(long rows, long peakBytes) {
    double seconds = seconds();
    Map<String, Double> used = cpuSeconds(processes);
    used.replaceAll((name, total) -> total - cpuSeconds.getOrDefault(name, 0.0));
    double all = used.values().stream().mapToDouble(Double::doubleValue).sum();
    return new Run(rows, seconds, used, peakBytes, Noise.between(machine, Machine.cpuTime(), all));
  }

  private static Map<String, Double> cpuSeconds(List<Processes> processes) {
    Map<String, Double> seconds = new HashMap<>();
    processes.forEach(one -> seconds.put(one.name(), one.cpuSeconds()));
    return seconds;
  }
}
