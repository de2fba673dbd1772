/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.local.Disk;
import dev.tandem.local.LocalServers;
import dev.tandem.local.MySqlRelease;
import dev.tandem.local.MySqlSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./tandem bench end-to-end}. */
@Command(
    name = "end-to-end",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the way of all rows of a table of twelve columns from MySQL to PostgreSQL.",
      "",
      "tandem     Tandem as `./tandem run` starts it",
      "jdbc       Kafka Connect with Debezium's MySQL source and its JDBC sink, at their best settings",
      "pgloader   pgloader, which loads and then ends; left out where it is not installed",
      "capture    Tandem's capture alone, into Kafka",
      "transform  Tandem's transform alone, from topic to topic",
      "sink       Tandem's sink to PostgreSQL alone, out of a topic",
      "",
      "All that is written to PostgreSQL is compared. Each is measured from its first row that another session sees to"
          + " the last, and those that go all the way from the start of their process, too."
    },
    footer = {
      "",
      "Examples:",
      "  ./tandem bench end-to-end --quick",
      "  ./tandem bench end-to-end --only tandem,jdbc --rounds 5"
    })
final class EndToEndCommand extends Benchmark {
  private static final int ROWS = 1_000_000;
  private static final int QUICK_ROWS = 100_000;
  private static final int BUFFER_POOL_MB = 1_024;

  @Mixin private MeasureOptions options = new MeasureOptions();

  @Override
  public Integer call() throws Exception {
    OrderRows rows = new OrderRows(options.seed(), options.rows(ROWS, QUICK_ROWS), 0);
    announce(options.extent(rows));
    Path fresh = Files.createTempDirectory(Files.createDirectories(options.folder()), "end-to-end");
    Results results;
    try (LocalServers servers =
        LocalServers.in(fresh)
            .telling(this::tell)
            .kafka()
            .mySql(new MySqlSettings(MySqlRelease.chosen(), BUFFER_POOL_MB, PgLoader.MYSQL))
            .postgres(OrderDatabase.SETTINGS)
            .start()) {
      results = measure(servers, rows, fresh);
    }
    if (results.failures().isEmpty()) {
      Disk.delete(fresh); // kept otherwise, for the logs in it
    }
    JsonLine figures = new EndToEndFigures(results).json();
    return PgLoader.isInstalled()
        ? conclude(results, figures)
        : conclude(results, figures, PgLoader.MISSING);
  }

  private Results measure(LocalServers servers, OrderRows rows, Path folder) throws Exception {
    EndToEndContenders all = new EndToEndContenders(servers, rows, folder);
    CaptureSource source = new CaptureSource(servers.mySql(), rows);
    source.create();
    List<Contender> contenders = options.chosen(contenders(all));
    Product.build();
    tell("inserting %,d rows ...".formatted(rows.count()));
    source.fill();
    all.database().expect(rows, new CopyRows(folder, rows));
    return new Rounds(contenders, this::tell).run(options.rounds());
  }

  private List<Contender> contenders(EndToEndContenders all) throws Exception {
    List<Contender> contenders = new ArrayList<>(all.pipelines());
    if (PgLoader.isInstalled()) {
      contenders.add(all.loader());
    } else {
      tell(PgLoader.MISSING);
    }
    contenders.addAll(all.stages());
    return contenders;
  }
}
