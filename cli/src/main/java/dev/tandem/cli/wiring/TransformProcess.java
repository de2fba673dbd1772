/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.source.TableId;
import dev.tandem.transform.Transform;
import dev.tandem.transform.TransformConfig;
import dev.tandem.transform.join.EntityJoin;
import dev.tandem.wire.Topics;
import dev.tandem.wire.report.ProcessMeter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * Makes entities of tables: all that are made of one row each together, each of the others by an
 * app of its own.
 */
final class TransformProcess implements PipelineProcess {
  private static final Duration END = Duration.ofSeconds(8);

  private final Pipeline pipeline;
  private final ProcessMeter meter;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** One that has not started. */
  TransformProcess(Pipeline pipeline, ProcessMeter meter) {
    this.pipeline = pipeline;
    this.meter = meter;
    meter.mapsBy(pipeline.mapping().revision());
  }

  @Override
  public String name() {
    return "transform";
  }

  @Override
  public void run() {
    try (Topics topics = pipeline.topics()) {
      new Awaited("transform", "capture", topics, meter, this::isClosed)
          .topics(pipeline.mapping().tables().stream().map(pipeline.names()::raw).toList());
      if (isClosed()) {
        return;
      }
      topics.ensureCommon();
      topics.ensureEntities(tables());
      List<PipelineProcess> apps = new ArrayList<>(plain());
      if (pipeline.mapping().joined().isEmpty()) {
        run(apps);
        return;
      }
      try (StateFolder folder = StateFolder.in(pipeline.stateFolder(topics), "join")) {
        apps.addAll(joins(topics, folder.path()));
        run(apps);
      }
    }
  }

  private void run(List<PipelineProcess> apps) {
    Running running = Running.start(apps);
    Thread stopping = new Thread(() -> stopWhenClosed(running), "transform-close");
    stopping.start();
    try {
      running.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closed.countDown();
    running.stop(END);
    running.check();
  }

  private void stopWhenClosed(Running running) {
    try {
      closed.await();
      running.stop(END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private Map<EntityName, List<TableId>> tables() {
    Map<EntityName, List<TableId>> tables = new HashMap<>();
    pipeline
        .mapping()
        .byName()
        .forEach((name, plans) -> tables.put(name, plans.stream().map(EntityPlan::from).toList()));
    return tables;
  }

  /** Writes nothing to disk, so that any folder name will do. */
  private List<PipelineProcess> plain() {
    MappingPlan plain = pipeline.mapping().plain();
    if (plain.entities().isEmpty()) {
      return List.of();
    }
    Transform transform =
        new Transform(
            new TransformConfig(
                pipeline.kafka(), pipeline.names(), plain, 1, pipeline.folder("transform")),
            meter);
    return List.of(PipelineProcess.of("transform", transform, transform::close));
  }

  private List<PipelineProcess> joins(Topics topics, Path folder) {
    List<PipelineProcess> apps = new ArrayList<>();
    for (EntityPlan plan : pipeline.mapping().joined()) {
      EntityJoin join =
          new EntityJoin(
              pipeline.kafka(),
              pipeline.names(),
              plan,
              pipeline.mapping().revision(),
              partitions(plan, topics),
              folder,
              pipeline.standbyReplicas(),
              meter);
      apps.add(PipelineProcess.of("join-" + plan.name(), join, join::close));
    }
    return apps;
  }

  /** Those of the raw topic when the join was begun: its own topics keep theirs. */
  private int partitions(EntityPlan plan, Topics topics) {
    String raw = pipeline.names().raw(plan.from());
    String own = pipeline.names().joinRows(plan, plan.from());
    Map<String, TopicDescription> known = topics.describe(List.of(raw, own));
    TopicDescription decisive = known.containsKey(own) ? known.get(own) : known.get(raw);
    return Objects.requireNonNull(decisive).partitions().size();
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
