/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Events per second of CPU time that the whole JVM took, garbage collection included: the rate of
 * one core that nobody else works on, whatever else the machine does meanwhile.
 */
public final class CpuTimeProfiler implements InternalProfiler {
  /** What its figure is called. */
  static final String RATE = "eventsPerCpuSecond";

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private long start;

  /** For JMH. */
  public CpuTimeProfiler() {}

  @Override
  public String getDescription() {
    return "events per second of CPU time";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    start = system.getProcessCpuTime();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double seconds = (system.getProcessCpuTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    double rate = result.getMetadata().getAllOps() / seconds;
    return List.of(new ScalarResult(RATE, rate, "events/s", AggregationPolicy.AVG));
  }
}
