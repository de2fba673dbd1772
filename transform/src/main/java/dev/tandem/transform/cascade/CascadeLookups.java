/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.cascade;

import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.source.ForeignKey;
import dev.tandem.model.source.TableId;
import dev.tandem.transform.streams.StartOffsets;
import dev.tandem.transform.streams.StreamsApp;
import dev.tandem.transform.streams.StreamsSettings;
import dev.tandem.wire.SchemaStore;
import dev.tandem.wire.report.ProcessMeter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the raw topics, and asks capture to read again the rows whose parent has gone, which
 * MySQL deletes or changes without a word in its log. Several, in any number of processes, share
 * the work.
 */
public final class CascadeLookups implements Runnable, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CascadeLookups.class);

  private final CascadesConfig config;
  private final String group;
  private final StreamsApp app;

  /** Lookups that have not started. The raw topics and that of requests must exist. */
  public CascadeLookups(CascadesConfig config, ProcessMeter meter) {
    this.config = config;
    this.group = config.plan().group(config.topics());
    this.app =
        new StreamsApp(
            "the lookup of cascades",
            StreamsSettings.stateful(
                config.kafka(), group, 1, config.stateFolder(), config.standbys()),
            meter);
  }

  /**
   * Runs until {@link #close}.
   *
   * @throws dev.tandem.model.error.TandemException when a person must decide
   */
  @Override
  public void run() {
    List<String> raw = config.plan().tables().stream().map(config.topics()::raw).toList();
    Set<String> late =
        StartOffsets.ensureFromWhatIsLeft(config.kafka(), group, raw).stream()
            .map(TopicPartition::topic)
            .collect(Collectors.toSet());
    config.plan().keys().stream()
        .map(ForeignKey::child)
        .distinct()
        .filter(child -> late.contains(config.topics().raw(child)))
        .forEach(this::tellUnknown);
    try (SchemaStore schemas = new SchemaStore(config.kafka(), config.topics())) {
      app.run(CascadeTopology.build(config.plan(), config.topics(), config.partitions(), schemas));
    }
  }

  private void tellUnknown(TableId child) {
    String entities =
        config.mapping().entities().stream()
            .filter(plan -> plan.from().equals(child) || plan.joins().tables().contains(child))
            .map(EntityPlan::name)
            .distinct()
            .map(name -> "'./tandem resnapshot --entity " + name + "'")
            .collect(Collectors.joining(" and "));
    LOG.warn(
        "{}: rows of {} were published so long ago that their records are gone; they may stay at the targets"
            + " when their parent goes. Run {}.",
        CascadeCode.UNKNOWN_ROWS.code(),
        child,
        entities);
  }

  @Override
  public void close() {
    app.close();
  }
}
