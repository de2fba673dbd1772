/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.io.IOException;
import java.util.Map;

/**
 * Starts Debezium's JDBC sink, alone.
 *
 * @param tasks that write side by side and share the partitions
 */
record ConnectStarter(ConnectWorker worker, JdbcSink sink, int tasks)
    implements SinkContender.Starter {

  @Override
  public ChildJvm.Launch launch(FilledTopic topic) throws IOException {
    Map<String, String> properties =
        sink.properties(
            "jdbc-" + System.nanoTime(), topic.name(), OrderDatabase.PEER, ConnectRecords.SCHEMA);
    properties.put("tasks.max", Integer.toString(tasks));
    return worker.launch(Map.of(sink.settings(), properties));
  }
}
