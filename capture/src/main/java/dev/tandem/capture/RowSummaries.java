/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import io.debezium.pipeline.ChangeEventSourceCoordinator;
import io.debezium.pipeline.meters.CommonEventMeter;
import io.debezium.pipeline.metrics.PipelineMetrics;
import io.debezium.pipeline.source.spi.EventMetadataProvider;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.spi.schema.DataCollectionId;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connector describes each row, its key included, in a line of text, for whoever asks its
 * metrics for the last one. Nobody does, and it took a quarter of a snapshot.
 */
final class RowSummaries {
  private static final Logger LOG = LoggerFactory.getLogger(RowSummaries.class);

  private RowSummaries() {}

  /**
   * Has a connector's metrics describe no rows. A connector that keeps its metrics in another way
   * describes them as ever, which costs time and nothing else.
   *
   * @return whether it could be done
   */
  static boolean leaveOut(ChangeEventSourceCoordinator<?, ?> coordinator) {
    try {
      leaveOut(coordinator, "snapshotMetrics");
      leaveOut(coordinator, "streamingMetrics");
      return true;
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.info("the connector describes each row for its metrics, which makes capture slower", e);
      return false;
    }
  }

  /** No setting reaches the provider, which each of the metrics has in a meter of its own. */
  private static void leaveOut(ChangeEventSourceCoordinator<?, ?> coordinator, String name)
      throws ReflectiveOperationException {
    Object metrics = HiddenField.of(ChangeEventSourceCoordinator.class, name).get(coordinator);
    Object meter = HiddenField.of(PipelineMetrics.class, "commonEventMeter").get(metrics);
    Field provider = HiddenField.of(CommonEventMeter.class, "metadataProvider");
    provider.set(meter, new Silent((EventMetadataProvider) provider.get(meter)));
  }

  private record Silent(EventMetadataProvider provider) implements EventMetadataProvider {
    @Override
    public String toSummaryString(
        DataCollectionId table, OffsetContext offset, Object key, Struct value) {
      return "";
    }

    @Override
    public Instant getEventTimestamp(
        DataCollectionId table, OffsetContext offset, Object key, Struct value) {
      return provider.getEventTimestamp(table, offset, key, value);
    }

    @Override
    public Map<String, String> getEventSourcePosition(
        DataCollectionId table, OffsetContext offset, Object key, Struct value) {
      return provider.getEventSourcePosition(table, offset, key, value);
    }

    @Override
    public String getTransactionId(
        DataCollectionId table, OffsetContext offset, Object key, Struct value) {
      return provider.getTransactionId(table, offset, key, value);
    }
  }
}
