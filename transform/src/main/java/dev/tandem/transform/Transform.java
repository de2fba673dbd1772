/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform;

import dev.tandem.transform.streams.EntityKind;
import dev.tandem.transform.streams.StartOffsets;
import dev.tandem.transform.streams.StreamsApp;
import dev.tandem.transform.streams.StreamsSettings;
import dev.tandem.wire.SchemaStore;
import dev.tandem.wire.report.ProcessMeter;
import java.time.Clock;

/**
 * Runs the transform. Several, in any number of processes, share the partitions of the raw topics.
 */
public final class Transform implements Runnable, AutoCloseable {
  private final TransformConfig config;
  private final ProcessMeter meter;
  private final StreamsApp app;

  /** A transform that has not started. Its topics must exist. */
  public Transform(TransformConfig config, ProcessMeter meter) {
    this.config = config;
    this.meter = meter;
    this.app =
        new StreamsApp(
            "transform",
            StreamsSettings.stateless(
                config.kafka(),
                config.topics().transformGroup(),
                config.threads(),
                config.stateFolder()),
            meter);
    meter.mapsBy(config.plan().revision());
  }

  /**
   * Runs until {@link #close}.
   *
   * @throws dev.tandem.model.error.TandemException when a person must decide
   */
  @Override
  public void run() {
    EntityKind.check(config.kafka(), config.topics(), config.plan().byName().keySet(), false);
    StartOffsets.ensure(
        config.kafka(),
        config.topics().transformGroup(),
        config.plan().tables().stream().map(config.topics()::raw).toList());
    try (SchemaStore schemas = new SchemaStore(config.kafka(), config.topics())) {
      app.run(
          TransformTopology.build(
              config.plan(), config.topics(), schemas, meter, Clock.systemUTC()));
    }
  }

  /**
   * Asks the transform to end; it does within seconds, with nothing lost whenever it is cut off.
   */
  @Override
  public void close() {
    app.close();
  }
}
