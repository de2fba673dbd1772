/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import dev.tandem.model.error.TandemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A PostgreSQL server: UTF-8, locale C, UTC, passwords by SCRAM. */
public final class LocalPostgres implements LocalServer {
  private static final String HOST = "127.0.0.1";
  private static final String USER = "tandem";
  private static final Duration INITIALIZE_LIMIT = Duration.ofMinutes(3);

  /** The line of postmaster.pid that tells the server's state. */
  private static final int STATE_LINE = 7;

  private final ServerFolder folder;
  private final int port;
  private final ServerProcess process;

  private LocalPostgres(PostgresSettings settings, ServerFolder folder, Consumer<String> progress)
      throws IOException {
    this.folder = folder;
    this.port = folder.port("port");
    PostgresCommand command = PostgresCommand.of(settings, folder, progress);
    initialize(command, progress);
    command.user().own(folder.data());
    PostgresFamily.end(folder.data());
    this.process =
        new ServerProcess(
            new ServerPlan(
                name(),
                folder,
                command.serve(folder.data(), port),
                command.environment(),
                this::isReady,
                new ServerPlan.Stopping(List.of("INT", "QUIT"), Duration.ofSeconds(3))));
  }

  /** Starts it with durable commits. */
  public static LocalPostgres start(Path folder) {
    return start(folder, PostgresSettings.durable(), Progress.SILENT);
  }

  /**
   * Starts it, and returns when it takes connections.
   *
   * @param folder made when it is not there; a later start on it finds the data again
   * @param progress is told what takes long
   * @throws TandemException with a {@link LocalCode}
   */
  public static LocalPostgres start(
      Path folder, PostgresSettings settings, Consumer<String> progress) {
    Platform.requireLinuxAmd64("PostgreSQL");
    ServerFolder opened = ServerFolder.open(folder);
    try {
      LocalPostgres postgres = new LocalPostgres(settings, opened, progress);
      progress.accept("starting " + postgres.name());
      postgres.start();
      return postgres;
    } catch (IOException e) {
      opened.close();
      throw ServerFolder.failed(opened.path(), e);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** Makes the data folder in one step, so that a death half-way leaves none. */
  private void initialize(PostgresCommand command, Consumer<String> progress) throws IOException {
    if (Files.exists(folder.data())) {
      return;
    }
    progress.accept("preparing " + name());
    Path fresh = folder.path().resolve("data.new");
    Disk.delete(fresh);
    Files.createDirectory(fresh);
    command.user().own(fresh);
    folder.password();
    Command.Result result =
        Command.run(
            folder.path(),
            command.environment(),
            INITIALIZE_LIMIT,
            command.initialize(fresh, USER, folder.path().resolve("password")));
    if (!result.succeeded()) {
      if (Disk.says(result.output())) {
        throw Disk.full(folder.path(), null);
      }
      throw new TandemException(
          LocalCode.START, name() + " could not make its data folder: " + result.output());
    }
    Files.move(fresh, folder.data(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Reads what the server writes for its own control program. */
  private boolean isReady(long pid) throws IOException {
    List<String> lines = Files.readAllLines(folder.data().resolve("postmaster.pid"));
    return lines.size() > STATE_LINE
        && lines.get(0).strip().equals(Long.toString(pid))
        && lines.get(STATE_LINE).strip().equals("ready");
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

  /** For PostgreSQL's JDBC driver, on the database {@code postgres}, which is always there. */
  public String jdbcUrl() {
    return jdbcUrl("postgres");
  }

  /** For PostgreSQL's JDBC driver. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://" + HOST + ":" + port + "/" + database;
  }

  @Override
  public String name() {
    return PostgresCommand.BUNDLE.server();
  }

  @Override
  public boolean running() {
    return process.running();
  }

  @Override
  public void start() {
    if (!running()) {
      folder.requirePort(name(), port);
      process.start();
    }
  }

  @Override
  public void stop() {
    process.stop();
  }

  /** Ends all its processes at once, as a power cut would; {@link #start()} brings it back. */
  public void kill() {
    process.kill();
    PostgresFamily.end(folder.data());
  }

  @Override
  public void close() {
    stop();
    folder.close();
  }
}
