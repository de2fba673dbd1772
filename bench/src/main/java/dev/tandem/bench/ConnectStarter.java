/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * Starts the peer: Kafka Connect, standalone, with Debezium's JDBC sink as it was published.
 *
 * @param home of the build that fetched both, {@code bench-connect/target}
 * @param settings the resource with the connector's settings
 * @param url PostgreSQL's, with the driver's parameters
 * @param tasks that write side by side and share the partitions
 */
record ConnectStarter(
    OrderDatabase database,
    String bootstrap,
    Path folder,
    Path home,
    String settings,
    String url,
    int tasks)
    implements SinkContender.Starter {
  private static final String MAIN = "org.apache.kafka.connect.cli.ConnectStandalone";

  /** As Connect's own start script has it. */
  private static final List<String> JVM =
      List.of(
          "-Xms256m",
          "-Xmx2g",
          "-XX:+UseG1GC",
          "-D" + Main.LOGGING + "=dev/tandem/bench/connect-logging.xml");

  @Override
  public ChildJvm.Launch launch(FilledTopic topic) throws IOException {
    String name = "jdbc-" + System.nanoTime();
    Map<String, String> worker = resource("connect-worker.properties");
    worker.put("bootstrap.servers", bootstrap);
    worker.put("plugin.path", home.resolve("plugins").toString());
    worker.put("offset.storage.file.filename", folder.resolve("connect.offsets").toString());
    worker.put("listeners", "http://127.0.0.1:" + freePort());
    Map<String, String> sink = resource(settings);
    sink.put("name", name);
    sink.put("topics", topic.name());
    sink.put("tasks.max", Integer.toString(tasks));
    sink.put("connection.url", url);
    sink.put("connection.username", database.user());
    sink.put("connection.password", database.password());
    sink.put("collection.name.format", OrderDatabase.PEER);
    sink.computeIfPresent("value.converter.schema.content", (key, asked) -> ConnectRecords.SCHEMA);
    return new ChildJvm.Launch(
        "client",
        JVM,
        List.of(classPath()),
        MAIN,
        List.of(
            SettingsFile.write(folder.resolve("connect-worker.properties"), worker).toString(),
            SettingsFile.write(folder.resolve(settings), sink).toString()));
  }

  private String classPath() {
    Path lib = home.resolve("lib");
    if (!Files.isDirectory(lib)) {
      throw new IllegalStateException(
          "the peer is not built, there is no "
              + lib
              + ": run mvn -q -Dquick package -pl bench-connect in the repository");
    }
    return lib + "/*";
  }

  private static Map<String, String> resource(String name) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = ConnectStarter.class.getResourceAsStream(name)) {
      properties.load(Objects.requireNonNull(in, name));
    }
    Map<String, String> settings = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
    return settings;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
