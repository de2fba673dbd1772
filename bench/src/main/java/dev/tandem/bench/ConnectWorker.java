/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * The peer: Kafka Connect, standalone, with connectors of Debezium as they were published.
 *
 * @param folder for its files
 */
record ConnectWorker(String bootstrap, Path folder) {
  private static final Path HOME = Path.of("bench-connect", "target");
  private static final String MAIN = "org.apache.kafka.connect.cli.ConnectStandalone";

  /** As Connect's own start script has it. */
  private static final List<String> JVM =
      List.of(
          "-Xms256m",
          "-Xmx2g",
          "-XX:+UseG1GC",
          "-D" + Main.LOGGING + "=dev/tandem/bench/connect-logging.xml");

  /**
   * A fresh one that knows nothing of those before.
   *
   * @param connectors the settings of each, by the name of the file that they are written to
   */
  ChildJvm.Launch launch(Map<String, Map<String, String>> connectors) throws IOException {
    Path home = home();
    Map<String, String> worker = resource("connect-worker.properties");
    Path offsets = folder.resolve("connect.offsets");
    Files.deleteIfExists(offsets);
    worker.put("bootstrap.servers", bootstrap);
    worker.put("plugin.path", home.resolve("plugins").toString());
    worker.put("offset.storage.file.filename", offsets.toString());
    worker.put("listeners", "http://127.0.0.1:" + freePort());
    List<String> files = new ArrayList<>();
    files.add(SettingsFile.write(folder.resolve("connect-worker.properties"), worker).toString());
    for (Map.Entry<String, Map<String, String>> connector : connectors.entrySet()) {
      Path file = folder.resolve(connector.getKey());
      files.add(SettingsFile.write(file, connector.getValue()).toString());
    }
    return new ChildJvm.Launch("client", JVM, List.of(home.resolve("lib") + "/*"), MAIN, files);
  }

  /**
   * Where the build has put it.
   *
   * @throws IllegalStateException when it is not built
   */
  private static Path home() {
    Path home = Path.of(System.getProperty("tandem.home", "")).toAbsolutePath().resolve(HOME);
    if (!Files.isDirectory(home.resolve("lib"))) {
      throw new IllegalStateException(
          "the peer is not built, there is no "
              + home.resolve("lib")
              + ": run mvn -q -Dquick package -pl bench-connect in the repository");
    }
    return home;
  }

  /** Settings out of a resource, for the caller to add to. */
  static Map<String, String> resource(String name) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = ConnectWorker.class.getResourceAsStream(name)) {
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
