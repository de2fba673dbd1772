/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.io.IOException;
import java.util.Map;

/**
 * Starts Debezium's JDBC sink, alone.
 *
 * @param settings the resource with the connector's settings
 * @param url PostgreSQL's, with the driver's parameters
 * @param tasks that write side by side and share the partitions
 */
record ConnectStarter(
    ConnectWorker worker, OrderDatabase database, String settings, String url, int tasks)
    implements SinkContender.Starter {

  @Override
  public ChildJvm.Launch launch(FilledTopic topic) throws IOException {
    Map<String, String> sink = ConnectWorker.resource(settings);
    sink.put("name", "jdbc-" + System.nanoTime());
    sink.put("topics", topic.name());
    sink.put("tasks.max", Integer.toString(tasks));
    sink.put("connection.url", url);
    sink.put("connection.username", database.user());
    sink.put("connection.password", database.password());
    sink.put("collection.name.format", OrderDatabase.PEER);
    sink.computeIfPresent("value.converter.schema.content", (key, asked) -> ConnectRecords.SCHEMA);
    return worker.launch(Map.of(settings, sink));
  }
}
