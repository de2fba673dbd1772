/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.join;

import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.transform.streams.StartOffsets;
import dev.tandem.transform.streams.StreamsApp;
import dev.tandem.transform.streams.StreamsSettings;
import dev.tandem.transform.streams.TransformCode;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.SchemaStore;
import dev.tandem.wire.report.ProcessMeter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one entity of several tables. Several instances, in any number of processes, share its
 * partitions.
 */
public final class EntityJoin implements Runnable, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EntityJoin.class);

  private final KafkaConnection kafka;
  private final PipelineTopics topics;
  private final EntityPlan plan;
  private final int revision;
  private final JoinApplication application;
  private final ProcessMeter meter;
  private final StreamsApp app;

  /**
   * One that has not started. The topics of its tables must exist.
   *
   * @param revision of the mapping
   * @param partitions of its tables, 1 or more
   * @param folder for the state of all apps
   * @param standbys how many other instances keep a copy of its state
   */
  public EntityJoin(
      KafkaConnection kafka,
      PipelineTopics topics,
      EntityPlan plan,
      int revision,
      int partitions,
      Path folder,
      int standbys,
      ProcessMeter meter) {
    this.kafka = kafka;
    this.topics = topics;
    this.plan = plan;
    this.revision = revision;
    this.application = new JoinApplication(topics, plan, partitions);
    this.meter = meter;
    this.app =
        new StreamsApp(
            "the join of " + plan.name(),
            StreamsSettings.stateful(kafka, application.id(), 1, folder, standbys),
            meter);
    meter.mapsBy(revision);
  }

  /**
   * Runs until {@link #close}.
   *
   * @throws dev.tandem.model.error.TandemException when a person must decide
   */
  @Override
  public void run() {
    List<String> raw =
        Stream.concat(Stream.of(plan.from()), plan.joins().tables().stream())
            .distinct()
            .map(topics::raw)
            .toList();
    List<TopicPartition> late = StartOffsets.ensureFromWhatIsLeft(kafka, application.id(), raw);
    if (!late.isEmpty()) {
      LOG.warn(
          "{}: {} begins with what is left of {}. {}",
          TransformCode.JOIN_LATE.code(),
          plan.name(),
          late.stream().map(TopicPartition::topic).distinct().toList(),
          TransformCode.JOIN_LATE.remedy());
    }
    try (SchemaStore schemas = new SchemaStore(kafka, topics)) {
      app.run(
          new JoinTopology(
                  plan,
                  topics,
                  schemas,
                  meter,
                  revision,
                  application.partitions(),
                  Clock.systemUTC())
              .build());
    }
  }

  /** Asks it to end; it does within seconds, with nothing lost whenever it is cut off. */
  @Override
  public void close() {
    app.close();
  }
}
