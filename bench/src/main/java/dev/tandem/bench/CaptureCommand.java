/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.local.Disk;
import dev.tandem.local.LocalKafka;
import dev.tandem.local.LocalMySql;
import dev.tandem.local.MySqlRelease;
import dev.tandem.local.MySqlSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./tandem bench capture}. */
@Command(
    name = "capture",
    mixinStandardHelpOptions = true,
    description = {
      "Measures capture on rows of twelve columns: first a snapshot of them, then the log of their inserts, 500 to a"
          + " transaction.",
      "",
      "bare      Debezium's engine alone, its records thrown away as they are: what the connector can do",
      "engine    the same, its records made JSON by its own converter and thrown away",
      "tandem    Tandem's capture into Kafka, with its transactions",
      "",
      "Each has a JVM of its own with 1 GB of heap, and is measured from its first batch to its last."
    },
    footer = {
      "",
      "Examples:",
      "  ./tandem bench capture --quick",
      "  ./tandem bench capture --only tandem,engine --rounds 5"
    })
final class CaptureCommand extends Benchmark {
  private static final int ROWS = 1_000_000;
  private static final int QUICK_ROWS = 200_000;
  private static final int BUFFER_POOL_MB = 1_024;

  /** Nobody waits for the disk while the rows are made, and no other statement is measured. */
  private static final List<String> MYSQL =
      List.of("--sync-binlog=0", "--innodb-flush-log-at-trx-commit=2");

  @Mixin private MeasureOptions options = new MeasureOptions();

  @Override
  public Integer call() throws Exception {
    OrderRows rows = new OrderRows(options.seed(), options.rows(ROWS, QUICK_ROWS), 0);
    announce(options.extent(rows));
    Results results = measure(rows, Files.createDirectories(options.folder()));
    return conclude(results, json(results));
  }

  /** On servers that are new, since the log that is read must begin with the table. */
  private Results measure(OrderRows rows, Path folder) throws Exception {
    Path fresh = Files.createTempDirectory(folder, "capture");
    MySqlSettings settings = new MySqlSettings(MySqlRelease.chosen(), BUFFER_POOL_MB, MYSQL);
    try (LocalMySql mysql = LocalMySql.start(fresh.resolve("mysql"), settings, this::tell);
        LocalKafka kafka = LocalKafka.start(fresh.resolve("kafka"), this::tell)) {
      return measure(new CaptureSource(mysql, rows), new CaptureServers(mysql, kafka, fresh));
    } finally {
      Disk.delete(fresh);
    }
  }

  private Results measure(CaptureSource source, CaptureServers servers) throws Exception {
    List<Contender> contenders =
        options.chosen(
            Stream.of(CaptureReader.values())
                .<Contender>map(reader -> new CaptureContender(reader, servers, source.count()))
                .toList());
    source.create();
    for (Contender contender : contenders) {
      tell("preparing " + contender.name() + " ...");
      ((CaptureContender) contender).prepare(options.rounds());
    }
    tell("inserting %,d rows ...".formatted(source.count()));
    source.fill();
    return new Rounds(contenders, this::tell).run(options.rounds());
  }

  private static JsonLine json(Results results) {
    String tandem = CaptureReader.TANDEM.contender();
    String engine = CaptureReader.ENGINE.contender();
    String limit = CaptureReader.BARE.contender();
    String snapshot = CaptureContender.SNAPSHOT;
    String log = CaptureContender.LOG;
    return new JsonLine()
        .with("snapshotVsEngine", results.ratio(tandem, engine, snapshot))
        .with("streamVsEngine", results.ratio(tandem, engine, log))
        .with("snapshotVsLimit", results.ratio(tandem, limit, snapshot))
        .with("streamVsLimit", results.ratio(tandem, limit, log))
        .with("snapshotRowsPerSecond", results.spread(tandem, snapshot, Run::rate).median())
        .with("streamRowsPerSecond", results.spread(tandem, log, Run::rate).median())
        .with("snapshotCpuSecondsPerMillion", cpu(results, snapshot))
        .with("streamCpuSecondsPerMillion", cpu(results, log))
        .with("peakMemoryMb", results.peakMegabytes(tandem));
  }

  private static double cpu(Results results, String phase) {
    return results
        .spread(CaptureReader.TANDEM.contender(), phase, run -> run.cpuPerMillion("capture"))
        .median();
  }
}
