/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.demo;

import dev.tandem.capture.CaptureMeter;
import dev.tandem.cli.wiring.Meters;
import dev.tandem.cli.wiring.Observed;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.PipelineProgress;
import dev.tandem.cli.wiring.Running;
import dev.tandem.cli.wiring.Verifier;
import dev.tandem.lending.LendingData;
import dev.tandem.lending.LendingWorkload;
import dev.tandem.lending.work.WorkloadPlan;
import dev.tandem.sink.SinkMeter;
import dev.tandem.status.http.StatusServer;
import dev.tandem.verify.EntityReport;
import dev.tandem.verify.Limits;
import dev.tandem.wire.DeadLetterTopic;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** Loads, replicates, changes, verifies. */
public final class Demo implements AutoCloseable {
  private static final Duration STOP = Duration.ofSeconds(8);
  private static final int CHANGES_PER_SECOND_DURING_SNAPSHOT = 50;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final DemoOptions options;
  private final Stage stage;
  private final SinkMeter postgresMeter = new SinkMeter();
  private final SinkMeter dynamoMeter = new SinkMeter();
  private final List<AutoCloseable> open = new ArrayList<>();
  private long changes;

  /** A demo that has not begun; it tells what it does line by line. */
  public Demo(DemoOptions options, Consumer<String> out) {
    this.options = options;
    this.stage = new Stage(out);
  }

  /**
   * Runs it: once, or on and on until the thread is interrupted.
   *
   * @param reports takes each report as it is made
   */
  public void run(Consumer<DemoReport> reports) throws InterruptedException {
    DemoServers servers =
        stage.step(
            "started Kafka, " + options.source().title() + ", PostgreSQL and DynamoDB Local",
            () -> DemoServers.start(options.source(), options.folder(), stage::line));
    register(servers);
    load(servers);
    servers.prepareTarget();
    Pipeline pipeline = DemoServers.pipeline(servers.writeFile());
    Meters meters = new Meters(new CaptureMeter(), postgresMeter, dynamoMeter);
    Observed observed = new Observed(pipeline, "demo", meters.byProcess(pipeline));
    Running running = Running.start(observed.processes(pipeline.processes(meters)));
    register(() -> running.stop(STOP));
    if (!options.once()) {
      Observed.Served page =
          observed.serveSomewhere(StatusServer.USUAL, Set.of(), Optional.empty());
      register(page);
      stage.line("status page at " + page.url());
    }
    double snapshotRate = replicate(pipeline, servers, running);
    reports.accept(round(pipeline, servers, running, snapshotRate));
    if (!options.once()) {
      stage.line("");
      servers.connections().forEach(stage::line);
      stage.line("changing and verifying on; Ctrl-C ends it");
      while (true) {
        servers.sourceServer().forgetOldChanges();
        reports.accept(round(pipeline, servers, running, snapshotRate));
      }
    }
  }

  private void load(DemoServers servers) throws InterruptedException {
    AtomicLong loaded = new AtomicLong();
    stage.bar(
        "loaded the lending company's database",
        options.rows(),
        loaded::get,
        () -> "",
        () -> {
          servers.load(
              new LendingData(options.seed(), options.rows(), Clock.systemUTC()),
              (rows, total) -> loaded.set(rows));
          return loaded;
        });
  }

  /** Brings the targets in step while the source goes on changing; returns rows per second. */
  private double replicate(Pipeline pipeline, DemoServers servers, Running running)
      throws InterruptedException {
    long start = System.nanoTime();
    try (LendingWorkload work = work(servers, CHANGES_PER_SECOND_DURING_SNAPSHOT);
        PipelineProgress progress = new PipelineProgress(pipeline)) {
      stage.bar(
          "replicated it into both targets while it changed",
          options.rows(),
          () -> postgresMeter.applied() + dynamoMeter.applied(),
          this::share,
          () -> {
            running.check();
            progress.awaitInStep();
            return progress;
          });
      double seconds = (System.nanoTime() - start) / 1e9;
      changes += work.stop().rows();
      progress.awaitInStep(); // what is measured next is no backlog
      return options.rows() / seconds;
    }
  }

  private String share() {
    return String.format(
        Locale.ROOT,
        "(PostgreSQL %,d, DynamoDB %,d)",
        postgresMeter.applied(),
        dynamoMeter.applied());
  }

  private LendingWorkload work(DemoServers servers, int rate) {
    return LendingWorkload.start(
        servers.source(),
        WorkloadPlan.of(options.seed() + changes)
            .withChangesPerSecond(rate)
            .withBigTransactionRows(rate) // so that the rate is measured and not one burst
            .withPatience(PATIENCE));
  }

  /** Changes the source for a while, measures, and verifies. */
  private DemoReport round(
      Pipeline pipeline, DemoServers servers, Running running, double snapshotRate)
      throws InterruptedException {
    postgresMeter.resetLatency();
    dynamoMeter.resetLatency();
    try (LendingWorkload work = work(servers, options.changesPerSecond())) {
      stage.step(
          "changed the source at " + options.changesPerSecond() + " rows/s",
          () -> {
            Thread.sleep(Duration.ofSeconds(options.measureSeconds()).toMillis());
            return work;
          });
      if (options.once()) {
        changes += work.stop().rows();
      }
      List<EntityReport> entities = new ArrayList<>();
      stage.step(
          "compared every row at the source with both targets",
          () -> {
            running.check();
            new Verifier(pipeline, Limits.DEFAULT).verify(entities::add);
            return entities;
          });
      if (!options.once()) {
        changes += work.stop().rows();
      }
      return new DemoReport(
          options.source(),
          options.rows(),
          changes,
          entities,
          DeadLetterTopic.read(pipeline.kafka(), pipeline.names()).size(),
          snapshotRate,
          latencies(),
          stage.seconds());
    }
  }

  private Histogram latencies() {
    Histogram all = new Histogram(3_600_000_000L, 3);
    postgresMeter.addLatencyTo(all);
    dynamoMeter.addLatencyTo(all);
    return all;
  }

  private synchronized void register(AutoCloseable resource) {
    open.add(resource);
  }

  /** Ends the pipeline, then the servers; safe from any thread. */
  @Override
  public synchronized void close() {
    for (int i = open.size() - 1; i >= 0; i--) {
      try {
        open.get(i).close();
      } catch (Exception e) {
        stage.line("could not be ended in order, and is cut off: " + e);
      }
    }
    open.clear();
  }
}
