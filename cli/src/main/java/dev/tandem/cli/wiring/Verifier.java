/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappingMismatch;
import dev.tandem.model.source.SourceReader;
import dev.tandem.model.target.TargetReader;
import dev.tandem.verify.EntityReport;
import dev.tandem.verify.Limits;
import dev.tandem.verify.Verification;
import dev.tandem.wire.EntityOrder;
import dev.tandem.wire.report.StatusProducer;
import dev.tandem.wire.report.Verified;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verifies every entity in each of its targets: one entity of each target at a time. */
public final class Verifier {
  private static final Logger LOG = LoggerFactory.getLogger(Verifier.class);
  private static final Duration LAST_READ = Duration.ofSeconds(10);

  private final Pipeline pipeline;
  private final Limits limits;

  /** Verifies that pipeline. */
  public Verifier(Pipeline pipeline, Limits limits) {
    this.pipeline = pipeline;
    this.limits = limits;
  }

  /**
   * Waits until the targets have been filled, then hands over the reports in the order of the file,
   * each as soon as it and all before it are done.
   *
   * @throws TandemException when a side cannot be read, the pipeline does not come on, or an entity
   *     is paused
   */
  public void verify(Consumer<EntityReport> reports) throws InterruptedException {
    verify(
        reports,
        order -> {
          throw Pauses.refusal(List.of(order));
        });
  }

  /**
   * The same, but for entities that are paused: these are not compared, since nobody can tell a
   * difference from what waits.
   *
   * @param paused is told of each of them, in the order of the reports
   */
  public void verify(Consumer<EntityReport> reports, Consumer<EntityOrder> paused)
      throws InterruptedException {
    awaitInStep();
    List<Future<Looked>> pending = new ArrayList<>();
    try (StatusProducer status = new StatusProducer(pipeline.kafka(), pipeline.names());
        Side postgres =
            new Side("postgres", plan -> pipeline.postgres().orElseThrow().reader(plan));
        Side dynamo = new Side("dynamo", plan -> pipeline.dynamo().orElseThrow().reader(plan))) {
      for (List<EntityPlan> plans : pipeline.mapping().ofUser().byName().values()) {
        EntityPlan entity = plans.get(0);
        if (entity.postgres().isPresent()) {
          pending.add(postgres.begin(plans));
        }
        if (entity.dynamo().isPresent()) {
          pending.add(dynamo.begin(plans));
        }
      }
      for (Future<Looked> entity : pending) {
        Looked looked = result(entity);
        looked.report().ifPresent(reports);
        looked.report().ifPresent(report -> tell(report, status));
        looked.paused().ifPresent(paused);
      }
    }
  }

  /** For the status; whoever may not write there has compared all the same. */
  private static void tell(EntityReport report, StatusProducer status) {
    try {
      status.tell(
          new Verified(
              report.entity().toString(),
              report.target(),
              System.currentTimeMillis(),
              report.sourceRows(),
              report.differences().count(),
              report.agrees()));
    } catch (TandemException | KafkaException e) {
      LOG.warn("status will not tell of this verification: {}", e.getMessage());
    }
  }

  /** A backlog would only be found row by row, and a target that was never begun has no tables. */
  private void awaitInStep() throws InterruptedException {
    try (PipelineProgress progress = new PipelineProgress(pipeline)) {
      progress.awaitInStepButForPaused();
    }
  }

  private static Looked result(Future<Looked> report) throws InterruptedException {
    try {
      return report.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      } else if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** An entity that was compared, or why it was not: one of the two is there. */
  private record Looked(Optional<EntityReport> report, Optional<EntityOrder> paused) {}

  /** One target, with a view of the source and of the pipeline that nobody else uses. */
  private final class Side implements AutoCloseable {
    private final String name;
    private final Function<EntityPlan, TargetReader> readers;
    private final ExecutorService thread;
    private final PipelineProgress progress = new PipelineProgress(pipeline);
    private final SourceReader source = pipeline.source().reader();
    private final SourceReader beside = pipeline.source().reader();

    Side(String name, Function<EntityPlan, TargetReader> readers) {
      this.name = name;
      this.readers = readers;
      this.thread = Executors.newSingleThreadExecutor(work -> new Thread(work, "verify-" + name));
    }

    Future<Looked> begin(List<EntityPlan> plans) {
      return thread.submit(() -> verify(plans));
    }

    /** What was paused while it was compared may differ for that reason alone. */
    private Looked verify(List<EntityPlan> plans) throws InterruptedException {
      progress.forgetPassedOver();
      Optional<EntityOrder> before = progress.passedOver(plans.get(0).name(), name);
      if (before.isPresent()) {
        return new Looked(Optional.empty(), before);
      }
      EntityReport report = compare(plans);
      Optional<EntityOrder> after = progress.passedOver(plans.get(0).name(), name);
      return after.isPresent()
          ? new Looked(Optional.empty(), after)
          : new Looked(Optional.of(report), after);
    }

    private EntityReport compare(List<EntityPlan> plans) throws InterruptedException {
      try (TargetReader target = readers.apply(plans.get(0))) {
        return new Verification(source, beside, target, progress, limits).verify(plans, name);
      } catch (MappingMismatch e) {
        throw new TandemException(WiringCode.SOURCE, String.valueOf(e.getMessage()), e);
      }
    }

    @Override
    public void close() {
      thread.shutdownNow();
      try {
        thread.awaitTermination(LAST_READ.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      beside.close();
      source.close();
      progress.close();
    }
  }
}
