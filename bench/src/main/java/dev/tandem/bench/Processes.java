/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Processes that are measured as one.
 *
 * @param name what they are called in the report
 * @param pid the first of them
 * @param family whether those that it has started count, too, alive or dead
 */
record Processes(String name, long pid, boolean family) {

  /** This JVM without what it has started. */
  static Processes self(String name) {
    return new Processes(name, ProcessHandle.current().pid(), false);
  }

  /** A server with all that it starts, such as PostgreSQL, which has a process for each session. */
  static Processes family(String name, long pid) {
    return new Processes(name, pid, true);
  }

  /** The process that started one. */
  static long parent(long pid) {
    return stat(pid).map(ProcStat::parent).orElseThrow(() -> gone(pid));
  }

  /**
   * The CPU time that they have used so far. A child that ends while its family is counted is found
   * among what the parent has reaped, which is therefore read last.
   */
  double cpuSeconds() {
    long ticks = 0;
    if (family) {
      for (ProcessHandle child : children().toList()) {
        ticks += stat(child.pid()).map(stat -> stat.own() + stat.reaped()).orElse(0L);
      }
    }
    ProcStat first = stat(pid).orElseThrow(() -> gone(pid));
    ticks += first.own() + (family ? first.reaped() : 0);
    return ticks / ProcStat.TICKS_PER_SECOND;
  }

  /** The most memory that one of them, alive now, has held at a time. */
  long peakBytes() {
    long first = lines(pid, "status").map(ProcStat::peakBytes).orElseThrow(() -> gone(pid));
    return Math.max(first, family ? children().mapToLong(Processes::peakBytes).max().orElse(0) : 0);
  }

  private static long peakBytes(ProcessHandle process) {
    return lines(process.pid(), "status").map(ProcStat::peakBytes).orElse(0L);
  }

  private Stream<ProcessHandle> children() {
    return ProcessHandle.of(pid).orElseThrow(() -> gone(pid)).descendants();
  }

  private static Optional<ProcStat> stat(long pid) {
    return lines(pid, "stat").map(lines -> ProcStat.parse(lines.get(0)));
  }

  /** Empty when there is no such process any more. */
  private static Optional<List<String>> lines(long pid, String file) {
    try {
      return Optional.of(Files.readAllLines(Path.of("/proc", Long.toString(pid), file)))
          .filter(lines -> !lines.isEmpty());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static IllegalStateException gone(long pid) {
    return new IllegalStateException("process " + pid + " has ended while it was measured");
  }
}
