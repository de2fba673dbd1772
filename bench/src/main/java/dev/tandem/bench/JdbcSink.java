/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.io.IOException;
import java.util.Map;

/**
 * Debezium's JDBC sink.
 *
 * @param settings the resource with the connector's settings, which is also its file's name
 * @param parameters of PostgreSQL's driver, as they follow its URL
 */
record JdbcSink(OrderDatabase database, String settings, String parameters) {
  private static final String SCHEMA = "value.converter.schema.content";

  /** As well as its documentation allows. */
  static JdbcSink atItsBest(OrderDatabase database) {
    return new JdbcSink(database, "jdbc-sink.properties", "?reWriteBatchedInserts=true");
  }

  /** Whatever it has by itself. */
  static JdbcSink byDefault(OrderDatabase database) {
    return new JdbcSink(database, "jdbc-sink-defaults.properties", "");
  }

  /**
   * Its settings, for the caller to add to.
   *
   * @param table what it writes
   * @param schema what it is told of the records, if its settings ask for that
   */
  Map<String, String> properties(String name, String topic, String table, String schema)
      throws IOException {
    Map<String, String> properties = ConnectWorker.resource(settings);
    properties.put("name", name);
    properties.put("topics", topic);
    properties.put("connection.url", database.url() + parameters);
    properties.put("connection.username", database.user());
    properties.put("connection.password", database.password());
    properties.put("collection.name.format", table);
    properties.computeIfPresent(SCHEMA, (key, asked) -> schema);
    return properties;
  }
}
