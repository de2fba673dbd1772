/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import dev.tandem.model.error.TandemException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A MySQL server as a source wants it: row-based binary log with full images, GTIDs, UTC, utf8mb4.
 * What it commits survives its own death; a power cut may take the last second.
 */
public final class LocalMySql implements LocalServer {
  private static final String HOST = "127.0.0.1";
  private static final String USER = "root";
  private static final int PROBE_MILLIS = 2_000;
  private static final int HEADER_BYTES = 4;
  private static final int PROTOCOL = 10;

  private final MySqlSettings settings;
  private final ServerFolder folder;
  private final int port;
  private final ServerProcess process;

  private LocalMySql(MySqlSettings settings, ServerFolder folder, Consumer<String> progress)
      throws IOException {
    this.settings = settings;
    this.folder = folder;
    this.port = folder.port("port");
    MySqlCommand command = MySqlCommand.of(settings, progress);
    folder.prepareData(fresh -> Disk.copy(emptyData(command, progress), fresh));
    this.process = new ServerProcess(name(), command.serve(folder, port), pid -> greets());
  }

  /** What the release makes of an empty folder: the same each time, and made in seconds. */
  private Path emptyData(MySqlCommand command, Consumer<String> progress) {
    return ServerCache.folder(
        command.base().getFileName() + "-data",
        fresh -> {
          progress.accept("preparing " + name());
          new ServerProcess(name(), command.initialize(folder, fresh), pid -> true).runToEnd();
          Files.delete(fresh.resolve("auto.cnf")); // a server's identity is its own
        });
  }

  /** Starts it with a modest buffer pool. */
  public static LocalMySql start(Path folder, MySqlRelease release) {
    return start(folder, MySqlSettings.of(release), Progress.SILENT);
  }

  /**
   * Starts it, and returns when it takes connections.
   *
   * @param folder made when it is not there; a later start on it finds the data again
   * @param progress is told what takes long
   * @throws TandemException with a {@link LocalCode}
   */
  public static LocalMySql start(Path folder, MySqlSettings settings, Consumer<String> progress) {
    Platform.current().requireLinuxAmd64("MySQL");
    progress.accept("starting " + settings.release().name());
    return ServerFolder.start(folder, opened -> new LocalMySql(settings, opened, progress));
  }

  /** Whether it sends the packet that opens a session. */
  private boolean greets() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PROBE_MILLIS);
      socket.setSoTimeout(PROBE_MILLIS);
      InputStream in = socket.getInputStream();
      return in.readNBytes(HEADER_BYTES).length == HEADER_BYTES && in.read() == PROTOCOL;
    }
  }

  /** Always 127.0.0.1. */
  public String host() {
    return HOST;
  }

  /** The same for the life of the folder, unless another program takes it between two runs. */
  public int port() {
    return port;
  }

  /** The superuser. */
  public String user() {
    return USER;
  }

  /** The superuser's password: random, the same for the life of the folder. */
  public String password() {
    return folder.password();
  }

  /**
   * For Connector/J.
   *
   * @param database may be empty, for a session without one
   */
  public String jdbcUrl(String database) {
    return "jdbc:mysql://"
        + HOST
        + ":"
        + port
        + "/"
        + database
        + "?sslMode=DISABLED&allowPublicKeyRetrieval=true";
  }

  @Override
  public String name() {
    return settings.release().name();
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

  /**
   * Not in good order, which takes some ten seconds: what was committed survives a kill as well.
   */
  @Override
  public void close() {
    try {
      kill();
    } finally {
      folder.close();
    }
  }
}
