/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.local.Disk;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
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
      "They run one after the other, each on new servers. Another session looks every two milliseconds. Each takes three"
          + " minutes, with --quick one; the first half is warm-up and is not counted."
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
    announce("%,d rows/s for %d s".formatted(rate, seconds));
    Path fresh = Files.createTempDirectory(Files.createDirectories(options.folder()), "latency");
    LatencyRun run = new LatencyRun(new OrderRows(1, rate * seconds, 0), rate, this::tell);
    LatencyReport report = new LatencyReport();
    if (only.contains(LatencyContender.TANDEM)) {
      Product.build();
    }
    for (LatencyContender contender : only) {
      tell(contender + ":");
      report.add(contender, run.measure(contender, fresh.resolve(contender.toString())));
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
