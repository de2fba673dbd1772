/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import io.debezium.config.CommonConnectorConfig;
import io.debezium.config.Configuration;
import io.debezium.connector.sqlserver.SqlServerConnector;
import io.debezium.connector.sqlserver.SqlServerConnectorTask;
import io.debezium.connector.sqlserver.SqlServerOffsetContext;
import io.debezium.connector.sqlserver.SqlServerPartition;
import io.debezium.function.LogPositionValidator;
import io.debezium.pipeline.spi.Offsets;
import io.debezium.schema.DatabaseSchema;
import io.debezium.spi.snapshot.Snapshotter;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * The SQL Server connector without what capture has no use for, as {@link LeanMySqlConnector} is.
 */
public final class LeanSqlServerConnector extends SqlServerConnector {

  /** The engine makes one by reflection. */
  public LeanSqlServerConnector() {}

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
    return TaskSettings.of(SqlServerConnector.class, super.taskConfigs(most));
  }

  /** Reads the source. */
  public static final class Reader extends SqlServerConnectorTask {

    /** The engine makes one by reflection. */
    public Reader() {}

    @Override
    public List<SourceRecord> doPoll() throws InterruptedException {
      return WholeBatch.packed(super.doPoll());
    }

    /** The one call between the making of the schema and its use. */
    @Override
    protected void validateSchemaHistory(
        CommonConnectorConfig config,
        LogPositionValidator positions,
        Offsets<SqlServerPartition, SqlServerOffsetContext> offsets,
        @SuppressWarnings("rawtypes") DatabaseSchema schema,
        Snapshotter snapshotter) {
      ColumnDefaults.forget(schema);
      super.validateSchemaHistory(config, positions, offsets, schema, snapshotter);
    }
  }
}
