/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.util.List;

/**
 * What Linux tells of one process in {@code /proc/PID}.
 *
 * @param parent the process that started it
 * @param own the time it has used on all CPUs, in the kernel's ticks
 * @param reaped the time that those of its children have used that ended and were waited for
 */
record ProcStat(long parent, long own, long reaped) {

  /** Of which every Linux that runs Java on these processors makes a hundred a second. */
  static final double TICKS_PER_SECOND = 100;

  /** Fields are counted from behind the name, which may hold blanks and parentheses itself. */
  static ProcStat parse(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return new ProcStat(
        Long.parseLong(fields[1]), sum(fields[11], fields[12]), sum(fields[13], fields[14]));
  }

  private static long sum(String user, String system) {
    return Long.parseLong(user) + Long.parseLong(system);
  }

  /** The most memory that a process has held at a time, out of its {@code status}; 0 untold. */
  static long peakBytes(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElse(0);
  }
}
