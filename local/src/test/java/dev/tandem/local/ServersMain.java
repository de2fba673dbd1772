/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * A program that uses the servers, to be killed by a test: prints {@link #READY} when all run, and
 * ends in good order when its standard input closes or when it is asked to.
 */
final class ServersMain {
  static final String READY = "all servers run";
  static final String STILL_THERE = "the servers outlived the signal";

  private ServersMain() {}

  @SuppressWarnings("SystemOut") // its output is read by the test
  public static void main(String[] args) throws Exception {
    LocalServers servers = all(Path.of(args[0]));
    Thread closing = new Thread(() -> close(servers), "closing");
    Runtime.getRuntime().addShutdownHook(closing);
    System.out.println(READY);
    System.in.transferTo(OutputStream.nullOutputStream());
    System.exit(0);
  }

  static LocalServers all(Path folder) {
    return LocalServers.in(folder)
        .kafka()
        .mySql(MySqlSettings.of(MySqlRelease.chosen()))
        .postgres(PostgresSettings.durable())
        .dynamo(LocalDynamo.DEFAULT_HEAP_MEGABYTES)
        .start();
  }

  @SuppressWarnings("SystemOut")
  private static void close(LocalServers servers) {
    try {
      Sql.of(servers.mySql(), "").ask("SELECT 1");
      Sql.of(servers.postgres()).ask("SELECT 1");
      System.out.println(STILL_THERE);
    } catch (SQLException e) {
      System.out.println(e);
    }
    servers.close();
  }
}
