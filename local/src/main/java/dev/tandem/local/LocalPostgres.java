/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import dev.tandem.model.error.TandemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A PostgreSQL server: UTF-8, locale C, UTC, passwords by SCRAM. */
public final class LocalPostgres implements LocalServer {
  private static final String HOST = "127.0.0.1";
  private static final String USER = "tandem";

  /** The line of postmaster.pid that tells the server's state. */
  private static final int STATE_LINE = 7;

  private final ServerFolder folder;
  private final int port;
  private final ServerProcess process;

  private LocalPostgres(PostgresCommand command, ServerFolder folder, Consumer<String> progress)
      throws IOException {
    this.folder = folder;
    this.port = folder.port("port");
    folder.prepareData(
        fresh -> {
          progress.accept("preparing " + name());
          command.user().own(fresh);
          new ServerProcess(name(), command.initialize(folder, fresh, USER), pid -> true)
              .runToEnd();
        });
    command.user().own(folder.data());
    PostgresFamily.end(folder.data());
    this.process = new ServerProcess(name(), command.serve(folder, port), this::isReady);
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
    Platform.current().requireLinuxAmd64("PostgreSQL");
    progress.accept("starting " + PostgresCommand.BUNDLE.server());
    PostgresCommand command = PostgresCommand.of(settings, PostgresUser.find(), progress);
    return ServerFolder.start(folder, opened -> new LocalPostgres(command, opened, progress));
  }

  /** Starts it as one user, to try ways of giving up root that other machines need. */
  static LocalPostgres startAs(PostgresUser user, Path folder) {
    Consumer<String> progress = Progress.SILENT;
    PostgresCommand command = PostgresCommand.of(PostgresSettings.durable(), user, progress);
    return ServerFolder.start(folder, opened -> new LocalPostgres(command, opened, progress));
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
    process.start(port);
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
    try {
      stop();
    } finally {
      folder.close();
    }
  }
}
