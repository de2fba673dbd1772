/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.metrics;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.EnumMap;
import java.util.Map;

/** What this JVM takes of its machine: what grows without end over months shows here first. */
final class Jvm {
  private static final double NANOS = 1e9;

  private Jvm() {}

  /** As it is now; without files where the system does not count them. */
  static Map<Metric, Double> now() {
    Map<Metric, Double> now = new EnumMap<>(Metric.class);
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    now.put(Metric.HEAP, (double) heap.getUsed());
    now.put(Metric.HEAP_MAX, (double) heap.getMax());
    now.put(Metric.THREADS, (double) ManagementFactory.getThreadMXBean().getThreadCount());
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    if (system != null) {
      now.put(Metric.CPU, system.getProcessCpuTime() / NANOS);
    }
    if (system instanceof UnixOperatingSystemMXBean unix) {
      now.put(Metric.OPEN_FILES, (double) unix.getOpenFileDescriptorCount());
      now.put(Metric.OPEN_FILES_MAX, (double) unix.getMaxFileDescriptorCount());
    }
    return now;
  }
}
