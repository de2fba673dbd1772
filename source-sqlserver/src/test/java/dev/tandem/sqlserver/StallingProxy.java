/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hands a connection on to a server, and of the answers only so much. */
final class StallingProxy implements AutoCloseable {
  private static final int PIECE = 4_096;

  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final ServerSocket listener;
  private final int port;
  private final long limit;

  /**
   * Starts one on a port of its own.
   *
   * @param limit of bytes that each connection gets before it waits for ever
   */
  StallingProxy(int port, long limit) throws IOException {
    this.port = port;
    this.limit = limit;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    run(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
      sockets.addAll(List.of(client, server));
      run(() -> copy(client.getInputStream(), server.getOutputStream(), Long.MAX_VALUE));
      run(() -> copy(server.getInputStream(), client.getOutputStream(), limit));
    }
  }

  private static void copy(InputStream in, OutputStream out, long limit) throws IOException {
    byte[] piece = new byte[PIECE];
    long copied = 0;
    for (int read = in.read(piece); read >= 0 && copied < limit; read = in.read(piece)) {
      out.write(piece, 0, read);
      out.flush();
      copied += read;
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void run(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                Thread.currentThread().interrupt(); // a socket was closed: there is no more to do
              }
            },
            "stalling-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
