/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated;

import dev.tandem.simulated.sql.Interpreter;
import dev.tandem.simulated.sql.Journal;
import dev.tandem.simulated.store.AfterImage;
import dev.tandem.simulated.store.Instance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A server on 127.0.0.1 that a client takes for SQL Server 2022. The package says what it does not
 * imitate. Safe for use by several threads.
 */
public final class SqlServerDouble implements AutoCloseable {
  private final Settings settings;
  private final Instance instance;
  private final Journal journal = new Journal();
  private final Interpreter interpreter;
  private final Listener listener;

  private SqlServerDouble(Settings settings) throws IOException {
    this.settings = settings;
    this.instance = new Instance(settings.clock());
    this.interpreter = new Interpreter(instance, journal);
    this.listener = new Listener(settings, new Server(settings, instance, interpreter, journal));
  }

  /** Starts one with the {@linkplain Settings#usual() usual settings}. */
  public static SqlServerDouble start() {
    return start(Settings.usual());
  }

  /**
   * Starts one; it takes connections when this returns.
   *
   * @throws UncheckedIOException when the port is taken
   */
  public static SqlServerDouble start(Settings settings) {
    try {
      return new SqlServerDouble(settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Always 127.0.0.1. */
  public String host() {
    return "127.0.0.1";
  }

  public int port() {
    return listener.port();
  }

  public String user() {
    return settings.user();
  }

  public String password() {
    return settings.password();
  }

  /**
   * For mssql-jdbc, encrypted when the server has a certificate, which the caller then has to make
   * the driver trust.
   *
   * @param database may be empty
   */
  public String jdbcUrl(String database) {
    return "jdbc:sqlserver://"
        + host()
        + ":"
        + port()
        + (database.isEmpty() ? "" : ";databaseName=" + database)
        + ";encrypt="
        + (settings.tls() != null);
  }

  /** The database of this name, made when it is not there. */
  public Db database(String name) {
    return new Db(instance.database(name), interpreter);
  }

  /**
   * Whether SQL Server Agent runs. While it does not, nothing that is committed gets into the
   * change tables; once it runs again, all of it does.
   */
  public void agentRunning(boolean running) {
    instance.agentRunning(running);
  }

  /** What change tables have of a long column that an UPDATE did not touch; at first its value. */
  public void longColumnAfterImage(AfterImage image) {
    instance.afterImage(image);
  }

  /** Whether it is a replica that can only be read: writes through SQL fail with error 3906. */
  public void secondaryReplica(boolean secondary) {
    instance.secondaryReplica(secondary);
  }

  /** Ends all connections as a power cut would; their open transactions are rolled back. */
  public void killConnections() {
    listener.killConnections();
  }

  /** Lets the next statement in which the pattern is found fail with this error. */
  public void failNext(Pattern pattern, int error) {
    journal.failNext(pattern, error);
  }

  /** The last ten thousand statements and batches that clients sent. */
  public List<String> statements() {
    return journal.statements();
  }

  /**
   * The statements that the double could not answer, though a real server might. A test that ends
   * with this empty has seen no more of SQL Server than the double imitates.
   */
  public List<String> unhandled() {
    return journal.unhandled();
  }

  /** Ends all connections and threads. */
  @Override
  public void close() {
    listener.close();
  }
}
