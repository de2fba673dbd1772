/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./tandem bench transform}. */
@Command(
    name = "transform",
    mixinStandardHelpOptions = true,
    description =
        "Measures what the transform does with a record, without Kafka: decode, map, encode; and what a sink does with it"
            + " first: read. The last line is JSON.",
    footer = {"", "Example:", "  ./tandem bench transform --quick"})
final class TransformCommand extends Benchmark {
  private static final TimeValue ITERATION = TimeValue.milliseconds(700);

  @Option(
      names = "--quick",
      description = "A first look in a minute at most: one JVM for each mapping instead of four.")
  private boolean quick;

  @Override
  public Integer call() throws RunnerException {
    PrintWriter out = out();
    announce("one thread, serial garbage collection; " + duration());
    long began = System.nanoTime();
    Machine.CpuTime start = Machine.cpuTime();
    TransformReport report = report(new Runner(options().build()).run());
    Machine.CpuTime end = Machine.cpuTime();
    out.println();
    out.print(report.table());
    out.printf(
        "%nIn the %d seconds that this took other processes had %d %% of the CPUs, other virtual machines %d %%.%n",
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began),
        end.othersPercent(start),
        end.stolenPercent(start));
    out.println(report.json());
    out.flush();
    return 0;
  }

  /** Each JVM warms up until the compiler rests, which takes longer where others are at work. */
  private String duration() {
    return quick ? "half a minute to one ..." : "two to five minutes ...";
  }

  private ChainedOptionsBuilder options() {
    return new OptionsBuilder()
        .include(TransformBenchmark.class.getName())
        .include(EntityReadBenchmark.class.getName())
        .forks(quick ? 1 : 4)
        .warmupIterations(2)
        .warmupTime(ITERATION)
        .measurementIterations(5)
        .measurementTime(ITERATION)
        .jvmArgs("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC", "-Duser.timezone=UTC")
        .addProfiler(CpuTimeProfiler.class)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
  }

  private static TransformReport report(Collection<RunResult> results) {
    SortedMap<MappingVariant, List<TransformReport.Sample>> transformed = new TreeMap<>();
    List<TransformReport.Sample> read = new ArrayList<>();
    for (RunResult result : results) {
      String mapping = result.getParams().getParam("mapping");
      if (mapping == null) {
        read.addAll(samples(result));
      } else {
        transformed.put(MappingVariant.valueOf(mapping), samples(result));
      }
    }
    return new TransformReport(transformed, read);
  }

  private static List<TransformReport.Sample> samples(RunResult result) {
    return result.getBenchmarkResults().stream()
        .flatMap(fork -> fork.getIterationResults().stream())
        .map(TransformCommand::sample)
        .toList();
  }

  private static TransformReport.Sample sample(IterationResult iteration) {
    Map<String, Double> figures = new HashMap<>();
    iteration.getSecondaryResults().forEach((name, of) -> figures.put(name, of.getScore()));
    return new TransformReport.Sample(
        figures.getOrDefault(CpuTimeProfiler.RATE, Double.NaN), figures);
  }
}
