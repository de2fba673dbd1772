/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** How busy this machine is, as Linux tells; elsewhere nothing is known. */
final class MachineGauge {
  private static final double KB_PER_MB = 1_024;
  private static final int IDLE = 3;
  private static final int WAITING_FOR_DISK = 4;
  private static final int KNOWN = 8;

  private final Path proc;
  private long[] last;

  /** Reads that folder, {@code /proc}. */
  MachineGauge(Path proc) {
    this.proc = proc;
    this.last = ticks();
  }

  /** The part of all processors that was busy since the last call, 0 to 100, or not a number. */
  double busyPercent() {
    long[] now = ticks();
    if (now.length < KNOWN || last.length < KNOWN) {
      return Double.NaN;
    }
    long all = Arrays.stream(now).sum() - Arrays.stream(last).sum();
    long idle = now[IDLE] + now[WAITING_FOR_DISK] - last[IDLE] - last[WAITING_FOR_DISK];
    last = now;
    return all <= 0 ? Double.NaN : 100.0 * (all - idle) / all;
  }

  private long[] ticks() {
    return lines("stat").stream()
        .filter(line -> line.startsWith("cpu "))
        .findFirst()
        .map(line -> line.substring(4).strip().split(" +", -1))
        .map(parts -> Arrays.stream(parts).limit(KNOWN).mapToLong(Long::parseLong).toArray())
        .orElse(new long[0]);
  }

  /** The memory that is in use, caches of files left out, or not a number. */
  double usedMegabytes() {
    List<String> lines = lines("meminfo");
    return (kilobytes(lines, "MemTotal:") - kilobytes(lines, "MemAvailable:")) / KB_PER_MB;
  }

  private static double kilobytes(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .findFirst()
        .map(line -> Double.parseDouble(line.replaceAll("\\D", "")))
        .orElse(Double.NaN);
  }

  private List<String> lines(String file) {
    try {
      return Files.readAllLines(proc.resolve(file));
    } catch (IOException e) {
      return List.of();
    }
  }
}
