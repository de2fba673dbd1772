/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.load;

import dev.tandem.cli.wiring.FoundRows;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.PipelineProgress;
import dev.tandem.lending.LendingLoad;
import dev.tandem.lending.work.LoadPlan;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.source.SourceAccess;
import dev.tandem.model.target.RowWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One load test of a pipeline that runs elsewhere. */
public final class LoadRun {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration POSTGRES_PERIOD = Duration.ofMillis(5);
  private static final Duration DYNAMO_PERIOD = Duration.ofMillis(15);
  private static final long TELL_ROWS = 100_000;

  private final Pipeline pipeline;
  private final SampleDatabase database;
  private final LoadOptions options;
  private final Consumer<String> progress;
  private final List<String> leftOut = new ArrayList<>();

  private LoadRun(
      Pipeline pipeline, SampleDatabase database, LoadOptions options, Consumer<String> progress) {
    this.pipeline = pipeline;
    this.database = database;
    this.options = options;
    this.progress = progress;
  }

  /**
   * A test that has touched nothing.
   *
   * @param source what the file says of the pipeline's source
   * @param progress is told what goes on, line by line
   * @throws TandemException when the file's source cannot be what is loaded
   */
  public static LoadRun of(
      Pipeline pipeline,
      dev.tandem.config.SourceConfig source,
      LoadOptions options,
      Consumer<String> progress) {
    return new LoadRun(pipeline, SampleDatabase.of(source, options), options, progress);
  }

  /**
   * Loads the source, and waits until what was changed could be seen.
   *
   * @param name the pipeline's
   * @throws TandemException before anything is written when the database is not the sample or no
   *     target can be looked at; later when a server fails or the pipeline does not come on
   */
  public LoadResult run(String name) throws InterruptedException {
    if (options.create()) {
      create();
    }
    Map<String, List<EntityPlan>> candidates = candidates();
    Map<String, List<ProbedEntity>> probed = prepare(candidates);
    progress.accept("waiting until the targets are in step with the source ...");
    try (PipelineProgress inStep = new PipelineProgress(pipeline)) {
      inStep.awaitInStep();
    }
    List<TargetWatcher> watchers = new ArrayList<>();
    probed.forEach((target, entities) -> watchers.add(watcher(target, entities)));
    Instant started = Instant.now();
    LoadMeter meter = new LoadMeter(watchers);
    List<Sample> samples = load(probed, watchers, meter);
    return new LoadResult(
        name,
        database.server().product() + " at " + database.server(),
        started,
        options,
        meter.measuredChanges(),
        meter.measuredReads(),
        meter.dropped(),
        meter.commits(),
        meter.reads(),
        watchers.stream().map(watcher -> result(watcher, probed)).toList(),
        leftOut,
        samples);
  }

  private void create() {
    candidates(new ProbePlanner(database)::isOfSample); // before rows are made for nothing
    leftOut.clear();
    progress.accept("creating the sample database " + options.database() + " if there is none ...");
    try (SourceAccess source = pipeline.source().reader()) {
      database.create(source, options, this::tellRows);
    }
  }

  private void tellRows(long rows, long total) {
    if (rows % TELL_ROWS == 0 || rows == total) {
      progress.accept(String.format(Locale.ROOT, "... %,d of %,d rows", rows, total));
    }
  }

  private static LoadResult.TargetResult result(
      TargetWatcher watcher, Map<String, List<ProbedEntity>> probed) {
    List<String> entities =
        probed.getOrDefault(watcher.name(), List.of()).stream()
            .map(entity -> entity.plan().name().toString())
            .toList();
    return new LoadResult.TargetResult(
        watcher.name(), entities, watcher.delays(), watcher.outstanding());
  }

  /** The entities of each target that changes can be recognised in; nothing is written. */
  private Map<String, List<EntityPlan>> candidates() {
    ProbePlanner planner = new ProbePlanner(database);
    try (SourceAccess source = pipeline.source().reader()) {
      database.requireSample(source);
      return candidates(plan -> planner.isOfSample(plan) && planner.usesRevision(plan, source));
    }
  }

  private Map<String, List<EntityPlan>> candidates(Predicate<EntityPlan> which) {
    Map<String, List<EntityPlan>> all = new LinkedHashMap<>();
    all.put("postgres", pipeline.toPostgres());
    all.put("dynamo", pipeline.toDynamo());
    Map<String, List<EntityPlan>> candidates = new LinkedHashMap<>();
    all.forEach(
        (target, plans) -> {
          List<EntityPlan> ofSample = plans.stream().filter(which).toList();
          if (!ofSample.isEmpty()) {
            candidates.put(target, ofSample);
          } else if (!plans.isEmpty()) {
            leftOut.add(
                target
                    + " is not measured: no table of the sample database goes there with its column Revision.");
          }
        });
    if (candidates.isEmpty()) {
      throw unprobed();
    }
    return candidates;
  }

  /** Makes the rows that probes change, and finds out where the targets keep them. */
  private Map<String, List<ProbedEntity>> prepare(Map<String, List<EntityPlan>> candidates) {
    ProbePlanner planner = new ProbePlanner(database);
    Set<String> tables = new TreeSet<>();
    candidates
        .values()
        .forEach(plans -> plans.forEach(plan -> planner.table(plan).ifPresent(tables::add)));
    LendingLoad.prepare(database.server(), tables);
    Map<String, List<ProbedEntity>> probed = new LinkedHashMap<>();
    try (SourceAccess source = pipeline.source().reader()) {
      candidates.forEach(
          (target, plans) -> {
            List<ProbedEntity> entities =
                plans.stream().flatMap(plan -> planner.probed(plan, source).stream()).toList();
            if (entities.isEmpty()) {
              leftOut.add(
                  target
                      + " is not measured: none of its entities shows the column Revision as a whole number.");
            } else {
              probed.put(target, entities);
            }
          });
    }
    if (probed.isEmpty()) {
      throw unprobed();
    }
    leftOut.forEach(progress);
    return probed;
  }

  private static TandemException unprobed() {
    return new TandemException(
        LoadCode.UNPROBED, LoadCode.UNPROBED.meaning() + " " + LoadCode.UNPROBED.remedy());
  }

  private TargetWatcher watcher(String target, List<ProbedEntity> entities) {
    return target.equals("postgres")
        ? new TargetWatcher(target, entities, this::postgres, POSTGRES_PERIOD, System::nanoTime)
        : new TargetWatcher(target, entities, this::dynamo, DYNAMO_PERIOD, System::nanoTime);
  }

  private RowWatch postgres(ProbedEntity entity) {
    return pipeline.postgres().orElseThrow().watch(entity.plan(), entity.wanted());
  }

  private RowWatch dynamo(ProbedEntity entity) {
    return new FoundRows(pipeline.dynamo().orElseThrow().reader(entity.plan()), entity.schema());
  }

  private List<Sample> load(
      Map<String, List<ProbedEntity>> probed, List<TargetWatcher> watchers, LoadMeter meter)
      throws InterruptedException {
    List<List<String>> tables =
        probed.values().stream()
            .map(entities -> entities.stream().map(ProbedEntity::table).distinct().toList())
            .toList();
    LoadPlan plan =
        new LoadPlan(
            options.seed(),
            options.mix(),
            options.rate(),
            options.warmUp(),
            options.duration(),
            options.clients(),
            tables);
    List<Thread> threads =
        watchers.stream()
            .map(watcher -> new Thread(watcher, "load-watch-" + watcher.name()))
            .toList();
    threads.forEach(thread -> thread.setDaemon(true));
    threads.forEach(Thread::start);
    try (LendingLoad load = LendingLoad.start(database.server(), plan, meter)) {
      long from = load.startNanos() + options.warmUp().toNanos();
      meter.measure(from, from + options.duration().toNanos());
      Recorder recorder = new Recorder(plan, meter, watchers, load::waiting, progress);
      while (load.running()) {
        recorder.awaitTick();
      }
      load.await();
      progress.accept("waiting for the last changes at the targets ...");
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() - deadline < 0
          && watchers.stream().anyMatch(watcher -> watcher.outstanding() > 0)) {
        recorder.awaitTick();
      }
      return recorder.samples();
    } finally {
      watchers.forEach(TargetWatcher::end);
      for (Thread thread : threads) {
        thread.join(PATIENCE.toMillis());
      }
    }
  }
}
