/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.transform.cascade.CascadeLookups;
import dev.tandem.transform.cascade.CascadePlan;
import dev.tandem.transform.cascade.CascadesConfig;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.Topics;
import dev.tandem.wire.report.ProcessMeter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.TopicDescription;
import org.jspecify.annotations.Nullable;

/** The lookups of one set of foreign keys, in a thread of their own. */
final class RunningLookups implements AutoCloseable {
  private static final Duration LAST_WORK = Duration.ofSeconds(7);

  private final Pipeline pipeline;
  private final CascadePlan plan;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ProcessMeter meter;
  private final Thread thread;
  private @Nullable CascadeLookups lookups;

  private RunningLookups(
      Pipeline pipeline, CascadePlan plan, ProcessMeter meter, Consumer<RuntimeException> failed) {
    this.pipeline = pipeline;
    this.plan = plan;
    this.meter = meter;
    this.thread = new Thread(() -> run(failed), "cascade-lookups");
  }

  /**
   * Starts them.
   *
   * @param meter of this part of the transform
   * @param failed is told when a person must decide
   */
  static RunningLookups start(
      Pipeline pipeline, CascadePlan plan, ProcessMeter meter, Consumer<RuntimeException> failed) {
    RunningLookups running = new RunningLookups(pipeline, plan, meter, failed);
    running.thread.start();
    return running;
  }

  private void run(Consumer<RuntimeException> failed) {
    try {
      int partitions = partitions();
      try (StateFolder folder = stateFolder()) {
        CascadeLookups open = open(partitions, folder.path());
        if (open != null) {
          open.run();
        }
      }
    } catch (RuntimeException e) {
      failed.accept(e);
    }
  }

  private synchronized @Nullable CascadeLookups open(int partitions, Path folder) {
    if (!closed.get()) {
      lookups =
          new CascadeLookups(
              new CascadesConfig(
                  pipeline.kafka(),
                  pipeline.names(),
                  pipeline.mapping(),
                  plan,
                  partitions,
                  folder,
                  pipeline.standbyReplicas()),
              meter);
    }
    return lookups;
  }

  private StateFolder stateFolder() {
    try (Topics topics = pipeline.topics()) {
      return StateFolder.in(pipeline.stateFolder(topics), "cascades");
    }
  }

  /** As many as the largest raw topic has; a topic that is there keeps its own. */
  private int partitions() {
    PipelineTopics names = pipeline.names();
    try (Topics topics = pipeline.topics()) {
      List<String> needed = new ArrayList<>(plan.tables().stream().map(names::raw).toList());
      needed.add(names.requests());
      Map<String, TopicDescription> raw =
          new Awaited("the lookup of cascades", "capture", topics, meter, closed::get)
              .topics(needed);
      Map<String, TopicDescription> own = topics.describe(List.of(plan.byParent(names)));
      return (own.isEmpty() ? raw : own)
          .values().stream().mapToInt(topic -> topic.partitions().size()).max().orElse(1);
    }
  }

  /** Ends them, and waits for that. */
  @Override
  public void close() {
    closed.set(true);
    CascadeLookups open;
    synchronized (this) {
      open = lookups;
    }
    if (open != null) {
      open.close();
    }
    try {
      thread.join(LAST_WORK.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
