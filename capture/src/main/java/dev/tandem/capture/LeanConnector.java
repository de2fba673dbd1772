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
import io.debezium.relational.DefaultValueConverter;
import io.debezium.relational.RelationalDatabaseSchema;
import io.debezium.relational.TableSchemaBuilder;
import io.debezium.schema.DatabaseSchema;
import io.debezium.spi.snapshot.Snapshotter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * The connector without what capture has no use for. It is blind to the defaults of columns: rows
 * carry every value, and a default that it cannot read, of which MySQL takes many, would stop
 * capture for good. It writes no lines about rows, and hands over {@link WholeBatch}es.
 */
public final class LeanConnector extends MySqlConnector {

  /** The engine makes one by reflection. */
  public LeanConnector() {}

  @Override
  public Class<? extends Task> taskClass() {
    return Reader.class;
  }

  @Override
  public List<Map<String, String>> taskConfigs(int most) {
    return super.taskConfigs(most).stream().map(LeanConnector::ofTheConnector).toList();
  }

  /** The snapshot's locks are found by the very class of the connector. */
  private static Map<String, String> ofTheConnector(Map<String, String> settings) {
    Map<String, String> own = new HashMap<>(settings);
    own.put(CommonConnectorConfig.CONNECTOR_CLASS, MySqlConnector.class.getName());
    return own;
  }

  /** Reads the source. */
  public static final class Reader extends MySqlConnectorTask {
    private static final DefaultValueConverter NONE = (column, literal) -> Optional.empty();

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
      try {
        forgetDefaults(schema);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("this Debezium reads defaults in another way", e);
      }
      super.validateSchemaHistory(config, positions, offsets, schema, snapshotter);
    }

    /** No setting and no method reaches what reads the defaults. */
    private static void forgetDefaults(DatabaseSchema<?> schema)
        throws ReflectiveOperationException {
      Object tables = HiddenField.of(RelationalDatabaseSchema.class, "schemaBuilder").get(schema);
      HiddenField.of(TableSchemaBuilder.class, "defaultValueConverter").set(tables, NONE);
    }
  }
}
