/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./tandem bench transform}. */
@Command(
    name = "transform",
    mixinStandardHelpOptions = true,
    description =
        "Measures what the transform does with a record, without Kafka: decode, map, encode. The last line is JSON.",
    footer = {"", "Example:", "  ./tandem bench transform --quick"})
final class TransformCommand implements Callable<Integer> {
  private static final TimeValue ITERATION = TimeValue.milliseconds(600);
  private static final int WARM_UPS = 8;

  @Option(
      names = "--quick",
      description = "A first look in one minute: one JVM for each figure instead of two.")
  private boolean quick;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
  private CommandSpec spec;

  @Override
  public Integer call() throws RunnerException {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s; one thread, serial garbage collection; %s%n",
        Machine.description(), quick ? "about one minute ..." : "about two minutes ...");
    out.flush();
    Machine.CpuTime start = Machine.cpuTime();
    TransformReport report = report(new Runner(options().build()).run());
    Machine.CpuTime end = Machine.cpuTime();
    out.println();
    out.print(report.table());
    out.printf(
        "%nMeanwhile other processes had %d %% of the CPUs, other virtual machines %d %%.%n",
        end.othersPercent(start), end.stolenPercent(start));
    out.println(report.json());
    out.flush();
    return 0;
  }

  private ChainedOptionsBuilder options() {
    return new OptionsBuilder()
        .include(TransformBenchmark.class.getName())
        .forks(quick ? 1 : 2)
        .warmupIterations(WARM_UPS)
        .warmupTime(ITERATION)
        .measurementIterations(3)
        .measurementTime(ITERATION)
        .jvmArgs("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC", "-Duser.timezone=UTC")
        .addProfiler(CpuTimeProfiler.class)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
  }

  private static TransformReport report(Collection<RunResult> results) {
    TransformReport report = new TransformReport();
    for (RunResult result : results) {
      String benchmark = result.getParams().getBenchmark();
      report.add(
          MappingVariant.valueOf(result.getParams().getParam("mapping")),
          benchmark.substring(benchmark.lastIndexOf('.') + 1),
          Rate.of(
              result.getBenchmarkResults().stream()
                  .flatMap(fork -> fork.getIterationResults().stream())
                  .map(iteration -> iteration.getSecondaryResults().get(CpuTimeProfiler.RATE).getScore())
                  .toList()));
    }
    return report;
  }
}
