/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.local.LocalMySql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Starts the peer from end to end: Debezium's MySQL source and its JDBC sink in one worker.
 *
 * @param table what it writes
 * @param settings how it is set
 */
record ConnectPipeline(
    ConnectWorker worker,
    LocalMySql source,
    OrderDatabase database,
    SourceShapedTable table,
    Settings settings)
    implements LoadContender.Starter {

  /**
   * How both connectors are set.
   *
   * @param source the resource with the source's settings
   * @param more settings of the source that win over those in the resource
   * @param sink makes the sink
   */
  record Settings(String source, Map<String, String> more, Function<OrderDatabase, JdbcSink> sink) {

    /** Copies the further ones. */
    Settings {
      more = Map.copyOf(more);
    }

    /** Rows in bulk. */
    static Settings forThroughput() {
      return atTheirBest(Map.of());
    }

    /** Rows that come one by one: none waits for others. */
    static Settings forLatency() {
      return atTheirBest(Map.of("poll.interval.ms", "10", "producer.override.linger.ms", "0"));
    }

    private static Settings atTheirBest(Map<String, String> more) {
      return new Settings("mysql-source.properties", more, JdbcSink::atItsBest);
    }

    /** Whatever Debezium and Connect have by themselves. */
    static Settings defaults() {
      return new Settings("mysql-source-defaults.properties", Map.of(), JdbcSink::byDefault);
    }
  }

  @Override
  public ChildProcess start() throws IOException {
    String name = "connect-" + System.nanoTime();
    Map<String, Map<String, String>> connectors = new LinkedHashMap<>();
    JdbcSink sink = settings.sink().apply(database);
    connectors.put(sink.settings(), sink(sink, name));
    connectors.put(settings.source(), source(name));
    return ChildJvm.start(worker.launch(connectors), worker.folder());
  }

  private Map<String, String> source(String name) throws IOException {
    Path history = worker.folder().resolve("connect.history");
    Files.deleteIfExists(history);
    Map<String, String> properties = ConnectWorker.resource(settings.source());
    properties.put("name", name);
    properties.put("topic.prefix", name);
    properties.put("database.hostname", source.host());
    properties.put("database.port", Integer.toString(source.port()));
    properties.put("database.user", source.user());
    properties.put("database.password", source.password());
    properties.put("database.server.id", "4712");
    properties.put("table.include.list", Orders.TABLE.id().toString());
    properties.put("schema.history.internal.file.filename", history.toString());
    properties.putAll(settings.more());
    return properties;
  }

  private Map<String, String> sink(JdbcSink sink, String name) throws IOException {
    Map<String, String> properties =
        sink.properties(
            name + "-sink",
            name + "." + Orders.TABLE.id(),
            table.table(),
            ConnectRecords.sourceSchema());
    properties.put("primary.key.fields", "OrderId");
    // The topic is made after the sink has asked for it.
    properties.put("consumer.override.metadata.max.age.ms", "1000");
    return properties;
  }
}
