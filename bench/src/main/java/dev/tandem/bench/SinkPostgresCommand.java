/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.bench.OrderRows.Change;
import dev.tandem.local.LocalServers;
import dev.tandem.sink.SinkConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./tandem bench sink-postgres}. */
@Command(
    name = "sink-postgres",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the sink to PostgreSQL: rows of twelve columns out of a topic of four partitions, first as inserts,"
          + " then as an update of every row.",
      "",
      "copy      one COPY of the same rows: what PostgreSQL can take",
      "staging   by hand: batches by COPY into a temporary table, INSERT ... SELECT ... ON CONFLICT DO UPDATE",
      "tandem    Tandem's sink in a JVM of its own, with version guard, fence and offsets",
      "poison    the same with a row in each batch that the table refuses",
      "jdbc      Kafka Connect with Debezium's JDBC sink at its best settings, as many tasks as Tandem has sinks",
      "defaults  the same with its default settings, once and with a tenth of the rows",
      "",
      "All that is written is compared. A sink is measured from its first row that another session sees to the last."
    },
    footer = {
      "",
      "Examples:",
      "  ./tandem bench sink-postgres --quick",
      "  ./tandem bench sink-postgres --only tandem,staging --rounds 5"
    })
final class SinkPostgresCommand extends Benchmark {
  private static final int ROWS = 1_000_000;
  private static final int QUICK_ROWS = 100_000;
  private static final int DEFAULTS_SHARE = 10;

  @Mixin private MeasureOptions options = new MeasureOptions();

  @Option(
      names = "--sinks",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many sinks write side by side, and how many tasks the peer has (default: ${DEFAULT-VALUE}).")
  private int sinks;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description =
          "The most records that Tandem writes together (default: ${DEFAULT-VALUE}, as the product).")
  private int batch = SinkConfig.BATCH.records();

  @Option(
      names = "--row-bytes",
      paramLabel = "N",
      defaultValue = "0",
      description = "The size of a row as text, 120 at least (default: about 250, no two alike).")
  private int rowBytes;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      defaultValue = "320m",
      description = "The heap of the JVM with Tandem's sink (default: ${DEFAULT-VALUE}).")
  private String heap = "";

  @Override
  public Integer call() throws Exception {
    OrderRows rows = new OrderRows(options.seed(), options.rows(ROWS, QUICK_ROWS), rowBytes);
    announce(options.extent(rows));
    Results results;
    try (LocalServers servers =
        LocalServers.in(options.folder())
            .telling(this::tell)
            .kafka()
            .postgres(OrderDatabase.SETTINGS)
            .start()) {
      results = measure(servers, rows);
    }
    return conclude(results, json(results));
  }

  private Results measure(LocalServers servers, OrderRows rows) throws Exception {
    PostgresContenders all =
        new PostgresContenders(servers, rows, options.folder(), new Sinks(sinks, batch, heap));
    Contender defaults = all.defaults(Math.max(1, rows.count() / DEFAULTS_SHARE));
    List<Contender> chosen = new ArrayList<>(all.atTheirBest());
    chosen.add(all.poison());
    chosen.add(defaults);
    chosen = options.chosen(chosen);
    boolean withDefaults = chosen.remove(defaults);
    if (withDefaults) {
      defaults.prepare(); // before the others have run for nothing
    }
    Results results = new Rounds(chosen, this::tell).run(options.rounds());
    if (withDefaults) {
      results.addAll(new Rounds(List.of(defaults), this::tell).run(1));
    }
    return results;
  }

  /** The ratios are of rates: above 1, Tandem is the quicker one. */
  private static JsonLine json(Results results) {
    String insert = Change.INSERT.phase();
    String update = Change.UPDATE.phase();
    ToDoubleFunction<Run> cpu = run -> run.cpuPerMillion("client");
    return new JsonLine()
        .with("insertVsCopy", results.ratio("tandem", "copy", insert))
        .with("insertVsPeer", results.ratio("tandem", "jdbc", insert))
        .with("updateVsStaging", results.ratio("tandem", "staging", update))
        .with("updateVsPeer", results.ratio("tandem", "jdbc", update))
        .with("cleanVsPoison", results.ratio("tandem", "poison", insert))
        .with(
            "clientCpuSecondsPerMillion",
            Math.max(
                results.spread("tandem", insert, cpu).median(),
                results.spread("tandem", update, cpu).median()))
        .with("peakMemoryMb", results.peakMegabytes("tandem"));
  }
}
