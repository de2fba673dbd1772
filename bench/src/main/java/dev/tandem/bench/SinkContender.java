/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.bench.OrderRows.Change;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * A sink in a JVM of its own, which reads all inserts out of one topic, and is then started again
 * to read an update of every row out of another, if there is one.
 *
 * @param table what it writes
 * @param rows what the topics hold
 * @param topics that of each change
 * @param starter how it is started
 * @param logs where its process may write
 */
record SinkContender(
    String name,
    OrderDatabase database,
    String table,
    OrderRows rows,
    Map<Change, OrderTopic> topics,
    Starter starter,
    Path logs)
    implements Contender {

  /** Copies the topics. */
  SinkContender {
    topics = Map.copyOf(topics);
  }

  /** Says how a sink is started. */
  interface Starter {
    /** A fresh sink that has read nothing yet. */
    ChildJvm.Launch launch(FilledTopic topic) throws IOException;
  }

  @Override
  public void prepare() throws ExecutionException, InterruptedException {
    for (OrderTopic topic : topics.values()) {
      topic.ensure();
    }
  }

  @Override
  public Map<String, Run> run() throws Exception {
    Map<String, Run> runs = new LinkedHashMap<>();
    database.empty();
    for (Change change : Change.values()) {
      OrderTopic topic = topics.get(change);
      if (topic != null) {
        runs.put(change.phase(), run(change, topic.ensure()));
      }
    }
    return runs;
  }

  private Run run(Change change, FilledTopic topic) throws Exception {
    database.settle(table);
    List<Long> lastIds = topic.lastKeys().stream().map(SinkContender::id).toList();
    Run run;
    try (Arrival arrival = new Arrival(database, table, change, lastIds);
        ChildProcess sink = ChildJvm.start(starter.launch(topic), logs)) {
      run =
          arrival.measure(
              rows.count(), sink, List.of(database.processes(), Processes.self("kafka")));
    }
    database.verify(rows, change, table);
    return run;
  }

  /** The key of every record is {@code {"order_id":NUMBER}}. */
  private static long id(byte[] key) {
    return Long.parseLong(new String(key, StandardCharsets.UTF_8).replaceAll("[^0-9]", ""));
  }
}
