/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

/**
 * Repeats some work until the compiler leaves it alone: how long that takes depends on who else is
 * at work on the machine.
 */
final class WarmUp {
  private static final long ROUND = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(30);

  /** The collector needs less than this, the compiler more. */
  private static final double SETTLED = 0.04;

  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

  private WarmUp() {}

  static void of(Runnable work) {
    long end = System.nanoTime() + LONGEST;
    double share = 1;
    while (share > SETTLED && System.nanoTime() < end) {
      share = shareOfOtherThreads(work);
    }
  }

  /** The share of the CPU time of one round that other threads of this JVM took. */
  private static double shareOfOtherThreads(Runnable work) {
    long process = PROCESS.getProcessCpuTime();
    long thread = THREAD.getCurrentThreadCpuTime();
    for (long end = System.nanoTime() + ROUND; System.nanoTime() < end; ) {
      work.run();
    }
    long all = PROCESS.getProcessCpuTime() - process;
    long own = THREAD.getCurrentThreadCpuTime() - thread;
    return 1 - (double) own / all;
  }
}
