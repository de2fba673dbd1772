/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes connections, each of which gets a thread. */
final class Listener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final int BACKLOG = 100;
  private static final int FIRST_SESSION = 51; // those below are the server's own

  private final Server server;
  private final ServerSocket socket;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final Thread thread = new Thread(this::accept, "sqlserver-double");
  private int sessions = FIRST_SESSION;

  Listener(Settings settings, Server server) throws IOException {
    this.server = server;
    this.socket = new ServerSocket(settings.port(), BACKLOG, InetAddress.getLoopbackAddress());
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        serve(socket.accept());
      } catch (IOException e) {
        if (!socket.isClosed()) {
          LOG.warn("a connection could not be taken", e);
        }
      }
    }
  }

  private void serve(Socket client) throws IOException {
    client.setTcpNoDelay(true);
    Connection connection = new Connection(server, client, sessions);
    sessions = sessions == Short.MAX_VALUE ? FIRST_SESSION : sessions + 1;
    connection.start();
    connections.removeIf(Connection::hasEnded);
    connections.add(connection);
  }

  void killConnections() {
    connections.forEach(Connection::kill);
  }

  @Override
  public void close() {
    try {
      socket.close();
      thread.join();
      for (Connection connection : List.copyOf(connections)) {
        connection.kill();
        connection.join();
      }
    } catch (IOException e) {
      LOG.warn("the port could not be closed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
