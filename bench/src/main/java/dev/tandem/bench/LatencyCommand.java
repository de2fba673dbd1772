/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.local.Disk;
import dev.tandem.local.LocalKafka;
import dev.tandem.local.LocalMySql;
import dev.tandem.local.LocalPostgres;
import dev.tandem.local.MySqlRelease;
import dev.tandem.local.MySqlSettings;
import dev.tandem.local.PostgresSettings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
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
      "Tandem runs as `./tandem run` starts it. Another session looks every two milliseconds. It takes three"
          + " minutes, with --quick one; the first half is warm-up and is not counted."
    },
    footer = {"", "Example:", "  ./tandem bench latency --rate 2000"})
final class LatencyCommand extends Benchmark {
  private static final String HAS_TABLE = "SELECT to_regclass('sales.orders') IS NOT NULL";
  private static final Duration START = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SECONDS = 180;
  private static final int QUICK_SECONDS = 60;
  private static final int BUFFER_POOL_MB = 256;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Rows per second, in hundreds (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Mixin private ServerOptions options = new ServerOptions();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = out();
    int seconds = options.quick() ? QUICK_SECONDS : SECONDS;
    announce("%,d rows/s for %d s".formatted(rate, seconds));
    Path fresh = Files.createTempDirectory(Files.createDirectories(options.folder()), "latency");
    OrderRows rows = new OrderRows(1, rate * seconds, 0);
    try (LocalMySql source =
            LocalMySql.start(
                fresh.resolve("mysql"),
                new MySqlSettings(MySqlRelease.chosen(), BUFFER_POOL_MB, List.of()),
                this::tell);
        LocalPostgres target =
            LocalPostgres.start(fresh.resolve("postgres"), PostgresSettings.durable(), this::tell);
        LocalKafka kafka = LocalKafka.start(fresh.resolve("kafka"), this::tell)) {
      CaptureSource orders = new CaptureSource(source, rows);
      orders.create();
      try (Product product = Product.start("latency", source, kafka, target, fresh)) {
        measure(orders, rows, target, product, out);
      }
    }
    Disk.delete(fresh); // kept when it fails, for the log in it
    return 0;
  }

  private void measure(
      CaptureSource orders, OrderRows rows, LocalPostgres target, Product product, PrintWriter out)
      throws Exception {
    Sightings sightings =
        new Sightings(rows.row(0, OrderRows.Change.INSERT).id(), rows.count(), NanoClock.SYSTEM);
    SteadyInserts inserts = new SteadyInserts(orders, rate, NanoClock.SYSTEM);
    try (Connection session =
            DriverManager.getConnection(target.jdbcUrl(), target.user(), target.password());
        VisibleOrders visible = new VisibleOrders(session)) {
      tell("waiting for the first row ...");
      awaitTable(session, product);
      sightings.await(1, START, visible);
      int warm = rows.count() / 2;
      FutureTask<?> writing = new FutureTask<>(inserts);
      new Thread(writing, "inserts").start();
      tell("warming up ...");
      sightings.await(warm, PATIENCE, visible);
      Stretch stretch = Stretch.begin(List.of(product.processes()));
      tell("measuring ...");
      sightings.await(rows.count(), PATIENCE, visible);
      Run run = stretch.end(rows.count() - warm, product.processes());
      writing.get();
      report(run, latencies(warm, rows.count(), sightings, inserts), inserts, out);
    }
  }

  /** The sink makes it with the first row. */
  private static void awaitTable(Connection session, Product product) throws Exception {
    long end = System.nanoTime() + START.toNanos();
    try (PreparedStatement statement = session.prepareStatement(HAS_TABLE)) {
      while (!isTrue(statement)) {
        product.requireAlive();
        if (System.nanoTime() - end > 0) {
          throw new IllegalStateException("the target has no table after " + START);
        }
        Thread.sleep(100);
      }
    }
  }

  private static boolean isTrue(PreparedStatement question) throws SQLException {
    try (ResultSet answer = question.executeQuery()) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  private static Spread latencies(int from, int to, Sightings sightings, SteadyInserts inserts) {
    return Spread.of(
        IntStream.range(from, to)
            .mapToObj(row -> (sightings.seenNanos(row) - inserts.committedNanos(row)) / 1e6));
  }

  private static void report(Run run, Spread latencies, SteadyInserts inserts, PrintWriter out) {
    Table table = new Table("ms", "p50", "p90", "p99", "p99.9", "highest");
    table.add(
        "commit to visible",
        shown(latencies, 0.5),
        shown(latencies, 0.9),
        shown(latencies, 0.99),
        shown(latencies, 0.999),
        shown(latencies, 1));
    out.println();
    out.print(table);
    out.printf(
        "%nThe latest transaction was committed %.0f ms after its time. Tandem took %.0f CPU seconds and %,.0f MB at most; other"
            + " virtual machines had %.0f %% of the CPUs.%n",
        inserts.latestMillis(),
        run.cpuSeconds().getOrDefault("tandem", Double.NaN),
        run.peakMegabytes(),
        run.noise().stolenPercent());
    out.println(
        new JsonLine()
            .with("p50Ms", latencies.quantile(0.5))
            .with("p99Ms", latencies.quantile(0.99))
            .with("p999Ms", latencies.quantile(0.999))
            .with("rowsPerSecond", run.rate())
            .with("cpuSecondsPerMillion", run.cpuPerMillion("tandem"))
            .with("peakMemoryMb", run.peakMegabytes()));
    out.flush();
  }

  private static String shown(Spread latencies, double share) {
    return String.format(Locale.ROOT, "%.1f", latencies.quantile(share));
  }
}
