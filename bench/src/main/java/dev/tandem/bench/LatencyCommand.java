/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.local.Disk;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./tandem bench latency}. */
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    description = {
      "Measures how long after its commit in MySQL a row can be seen in PostgreSQL, while rows come at a steady rate:"
          + " transactions every ten milliseconds, whether or not the ones before have arrived.",
      "",
      "tandem    Tandem as `./tandem run` starts it",
      "jdbc      Kafka Connect with Debezium's MySQL source and its JDBC sink, set for the shortest delay",
      "defaults  the same with default settings; only when it is asked for",
      "",
      "They run by turns, three times, each on new servers. Another session looks every two milliseconds. A run takes three"
          + " minutes, and with --quick one minute and once; the first half is warm-up and is not counted."
    },
    footer = {
      "",
      "Examples:",
      "  ./tandem bench latency --rate 2000",
      "  ./tandem bench latency --only jdbc,defaults"
    })
final class LatencyCommand extends Benchmark {
  private static final int SECONDS = 180;
  private static final int QUICK_SECONDS = 60;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "tandem,jdbc",
      description = "These contenders, by the names above (default: ${DEFAULT-VALUE}).")
  private Set<LatencyContender> only = new LinkedHashSet<>();

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Rows per second, in hundreds (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Mixin private ServerOptions options = new ServerOptions();

  @Override
  public Integer call() throws Exception {
    int seconds = options.quick() ? QUICK_SECONDS : SECONDS;
    announce("%,d rows/s for %d s, %d rounds".formatted(rate, seconds, options.rounds()));
    Path fresh = Files.createTempDirectory(Files.createDirectories(options.folder()), "latency");
    LatencyRun run = new LatencyRun(new OrderRows(1, rate * seconds, 0), rate, this::tell);
    LatencyReport report = new LatencyReport();
    if (only.contains(LatencyContender.TANDEM)) {
      Product.build();
    }
    List<LatencyContender> contenders = List.copyOf(only);
    for (int round = 0; round < options.rounds(); round++) {
      for (int turn = 0; turn < contenders.size(); turn++) {
        LatencyContender contender = contenders.get((round + turn) % contenders.size());
        tell("round %d of %d: %s ...".formatted(round + 1, options.rounds(), contender));
        report.add(contender, run.measure(contender, fresh.resolve(contender + "-" + round)));
      }
    }
    Disk.delete(fresh); // kept when it fails, for the logs in it
    PrintWriter out = out();
    out.println();
    out.print(report.table());
    out.println();
    out.println(report.json());
    out.flush();
    return 0;
  }
}
