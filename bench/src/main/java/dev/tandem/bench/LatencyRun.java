/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.local.LocalServers;
import dev.tandem.local.MySqlRelease;
import dev.tandem.local.MySqlSettings;
import dev.tandem.local.PostgresSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Lets rows come at a steady rate to contenders, each on servers of its own. The first half is
 * warm-up.
 *
 * @param rate rows per second
 */
record LatencyRun(OrderRows rows, int rate, Consumer<String> progress) {
  private static final Duration START = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int BUFFER_POOL_MB = 256;

  /**
   * What one contender took.
   *
   * @param run that of the second half
   * @param millis from each row's commit to its first sight
   * @param latestMillis how much too late the latest transaction was committed
   */
  record Latencies(Run run, Spread millis, double latestMillis) {}

  /** Measures one on new servers below that folder. */
  Latencies measure(LatencyContender contender, Path folder) throws Exception {
    try (LocalServers servers =
        LocalServers.in(folder)
            .telling(progress)
            .mySql(new MySqlSettings(MySqlRelease.chosen(), BUFFER_POOL_MB, List.of()))
            .postgres(PostgresSettings.durable())
            .kafka()
            .start()) {
      CaptureSource source = new CaptureSource(servers.mySql(), rows);
      source.create();
      OrderDatabase database = new OrderDatabase(servers.postgres(), rows);
      database.empty();
      LatencyContender.Way way = contender.prepare(servers, database, folder);
      try (ChildProcess pipeline = way.starter().start();
          Connection session = database.connect();
          VisibleOrders visible = new VisibleOrders(session, way.seenAs())) {
        return measure(source, visible, pipeline, LoadContender.servers(database));
      }
    }
  }

  private Latencies measure(
      CaptureSource source, VisibleOrders visible, ChildProcess pipeline, List<Processes> servers)
      throws Exception {
    Sightings.Target target =
        id -> {
          pipeline.requireAlive();
          return visible.above(id);
        };
    Sightings sightings =
        new Sightings(rows.row(0, OrderRows.Change.INSERT).id(), rows.count(), NanoClock.SYSTEM);
    SteadyInserts inserts = new SteadyInserts(source, rate, NanoClock.SYSTEM);
    progress.accept("waiting for the first row ...");
    sightings.await(1, START, target);
    int warm = rows.count() / 2;
    FutureTask<?> writing = new FutureTask<>(inserts);
    new Thread(writing, "inserts").start();
    progress.accept("warming up ...");
    sightings.await(warm, PATIENCE, target);
    Stretch stretch = Stretch.begin(pipeline, servers);
    progress.accept("measuring ...");
    sightings.await(rows.count(), PATIENCE, target);
    Run run = stretch.end(rows.count() - warm, pipeline.processes());
    writing.get();
    return new Latencies(
        run, latencies(warm, rows.count(), sightings, inserts), inserts.latestMillis());
  }

  private static Spread latencies(int from, int to, Sightings sightings, SteadyInserts inserts) {
    return Spread.of(
        IntStream.range(from, to)
            .mapToObj(row -> (sightings.seenNanos(row) - inserts.committedNanos(row)) / 1e6));
  }
}
