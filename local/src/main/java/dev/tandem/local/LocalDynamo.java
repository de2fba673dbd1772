/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import dev.tandem.model.error.TandemException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** DynamoDB Local in a JVM of its own, with its data in a folder. */
public final class LocalDynamo implements LocalServer {
  /** Enough for the demo and the tests, in megabytes. */
  public static final int DEFAULT_HEAP_MEGABYTES = 384;

  static final String NAME = "DynamoDB Local 2.6.1";
  private static final String HOST = "127.0.0.1";
  private static final Launch.Stopping STOPPING =
      new Launch.Stopping(List.of("TERM"), Duration.ofSeconds(4));
  private static final int PROBE_MILLIS = 2_000;

  private final ServerFolder folder;
  private final int port;
  private final ServerProcess process;

  private LocalDynamo(ServerFolder folder, int heapMegabytes) throws IOException {
    this.folder = folder;
    this.port = folder.port("port");
    Files.createDirectories(folder.data());
    Disk.delete(folder.path().resolve("tmp")); // a killed process leaves its native library there
    Files.createDirectories(folder.path().resolve("tmp"));
    this.process = new ServerProcess(NAME, launch(heapMegabytes), pid -> answers());
  }

  /** Starts it with {@value #DEFAULT_HEAP_MEGABYTES} MB of heap. */
  public static LocalDynamo start(Path folder) {
    return start(folder, DEFAULT_HEAP_MEGABYTES, Progress.SILENT);
  }

  /**
   * Starts it, and returns when it answers.
   *
   * @param folder made when it is not there; a later start on it finds the tables again
   * @param heapMegabytes the limit of its heap
   * @param progress is told what takes long
   * @throws TandemException with a {@link LocalCode}
   */
  public static LocalDynamo start(Path folder, int heapMegabytes, Consumer<String> progress) {
    Platform.current().requireLinux(NAME);
    progress.accept("starting " + NAME);
    return ServerFolder.start(folder, opened -> new LocalDynamo(opened, heapMegabytes));
  }

  private Launch launch(int heapMegabytes) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + heapMegabytes + "m", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-XX:TieredStopAtLevel=1"));
    if (Runtime.version().feature() >= 22) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.add("-Djava.io.tmpdir=" + folder.path().resolve("tmp"));
    command.addAll(List.of("-cp", DynamoClassPath.find()));
    command.add(LoopbackDynamo.class.getName());
    command.addAll(List.of("-dbPath", folder.data().toString(), "-sharedDb"));
    command.addAll(List.of("-port", Integer.toString(port), "-disableTelemetry"));
    return new Launch(folder, command, Map.of(), STOPPING);
  }

  private boolean answers() throws IOException {
    HttpURLConnection connection = (HttpURLConnection) endpoint().toURL().openConnection();
    connection.setConnectTimeout(PROBE_MILLIS);
    connection.setReadTimeout(PROBE_MILLIS);
    try {
      return connection.getResponseCode() > 0; // any answer will do: it refuses what is unsigned
    } finally {
      connection.disconnect();
    }
  }

  /** Where clients send their requests. */
  public URI endpoint() {
    return URI.create("http://" + HOST + ":" + port);
  }

  /** Any region would do; this one is as good as another. */
  public String region() {
    return "eu-central-1";
  }

  /** Any key would do. */
  public String accessKey() {
    return "tandem";
  }

  /** Any key would do. */
  public String secretKey() {
    return "tandem";
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean running() {
    return process.running();
  }

  @Override
  public void start() {
    process.start(port);
  }

  @Override
  public void stop() {
    process.stop();
  }

  /** Ends its process at once, as a power cut would; {@link #start()} brings it back. */
  public void kill() {
    process.kill();
  }

  @Override
  public void close() {
    try {
      stop();
    } finally {
      folder.close();
    }
  }
}
