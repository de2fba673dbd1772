/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import io.debezium.config.CommonConnectorConfig;
import io.debezium.config.Configuration;
import io.debezium.connector.mysql.MySqlConnector;
import io.debezium.connector.mysql.MySqlConnectorTask;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.function.LogPositionValidator;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import io.debezium.pipeline.spi.Offsets;
import io.debezium.schema.DatabaseSchema;
import io.debezium.spi.snapshot.Snapshotter;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * The connector without what capture has no use for: it is blind to the defaults of columns, writes
 * no lines about rows, and hands over {@link WholeBatch}es.
 */
public final class LeanMySqlConnector extends MySqlConnector {

  /** The engine makes one by reflection. */
  public LeanMySqlConnector() {}

  @Override
  public Class<? extends Task> taskClass() {
    return Reader.class;
  }

  /**
   * Leaves it to the task, since here the connector forgets why the server did not answer: capture
   * waits for one that is away, and has asked it for what it needs before.
   */
  @Override
  protected void validateConnection(Map<String, ConfigValue> values, Configuration settings) {}

  @Override
  public List<Map<String, String>> taskConfigs(int most) {
    return TaskSettings.of(MySqlConnector.class, super.taskConfigs(most));
  }

  /** Reads the source. */
  public static final class Reader extends MySqlConnectorTask {
    /** The engine makes one by reflection. */
    public Reader() {}

    @Override
    public ChangeEventSourceCoordinator<MySqlPartition, MySqlOffsetContext> start(
        Configuration settings) {
      ChangeEventSourceCoordinator<MySqlPartition, MySqlOffsetContext> started =
          super.start(settings);
      RowSummaries.leaveOut(started);
      return started;
    }

    @Override
    public List<SourceRecord> doPoll() throws InterruptedException {
      return WholeBatch.packed(super.doPoll());
    }

    /** The one call between the making of the schema and its use. */
    @Override
    protected void validateSchemaHistory(
        CommonConnectorConfig config,
        LogPositionValidator positions,
        Offsets<MySqlPartition, MySqlOffsetContext> offsets,
        @SuppressWarnings("rawtypes") DatabaseSchema schema,
        Snapshotter snapshotter) {
      ColumnDefaults.forget(schema);
      super.validateSchemaHistory(config, positions, offsets, schema, snapshotter);
    }
  }
}
