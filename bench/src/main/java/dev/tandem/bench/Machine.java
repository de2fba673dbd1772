/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What a benchmark runs on, as Linux tells it. */
final class Machine {
  private Machine() {}

  /** For example {@code AMD EPYC, 2 CPUs, Java 17.0.15}. */
  static String description() {
    String cpu =
        lines("/proc/cpuinfo").stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch") + " CPU of unknown model");
    return "%s, %d CPUs, Java %s"
        .formatted(cpu, Runtime.getRuntime().availableProcessors(), Runtime.version().feature());
  }

  /** What the CPUs have done since the machine started, and what for. */
  static CpuTime cpuTime() {
    long[] all = numbers(lines("/proc/stat").get(0).replaceFirst("cpu +", ""), 0, 8);
    String self = lines("/proc/self/stat").get(0);
    long[] own = numbers(self.substring(self.lastIndexOf(')') + 2), 11, 15);
    return new CpuTime(Arrays.stream(all).sum(), all[3] + all[4], all[7], Arrays.stream(own).sum());
  }

  private static long[] numbers(String text, int from, int to) {
    return Arrays.stream(text.split(" "), from, to).mapToLong(Long::parseLong).toArray();
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Time of all CPUs together, in the kernel's ticks.
   *
   * @param stolen given to other virtual machines
   * @param own used by this process and by those that it waited for
   */
  record CpuTime(long all, long idle, long stolen, long own) {

    /** The share of the CPUs that other virtual machines have had since then, in percent. */
    long stolenPercent(CpuTime since) {
      return Math.round(100.0 * (stolen - since.stolen) / Math.max(1, all - since.all));
    }

    /** The share of the CPUs that other processes have had since then, in percent. */
    long othersPercent(CpuTime since) {
      CpuTime spent =
          new CpuTime(all - since.all, idle - since.idle, stolen - since.stolen, own - since.own);
      long others = spent.all - spent.idle - spent.stolen - spent.own;
      return Math.round(100.0 * Math.max(0, others) / Math.max(1, spent.all));
    }
  }
}
