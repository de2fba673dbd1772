/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Tells, from one process to another, when the first rows were done and when the last: two numbers
 * of rows, each sent at its moment.
 */
final class CaptureTally implements AutoCloseable {
  private final ServerSocket server;

  CaptureTally() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  int port() {
    return server.getLocalPort();
  }

  /** Waits for a teller to start, and then for what it tells. */
  Listener listen() throws IOException {
    return new Listener(server.accept());
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /** The end that waits. */
  static final class Listener implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;

    private Listener(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new DataInputStream(socket.getInputStream());
    }

    /**
     * Waits for the next number.
     *
     * @throws EOFException when the teller has ended
     */
    long next() throws IOException {
      return in.readLong();
    }

    /** Lets the teller end, and waits for that. */
    void release() throws IOException {
      socket.shutdownOutput();
      in.transferTo(OutputStream.nullOutputStream());
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /** The end that counts. */
  static final class Teller implements AutoCloseable {
    private final Socket socket;
    private final DataOutputStream out;
    private final long rows;
    private long done;

    /**
     * Opens it.
     *
     * @param rows with which the work is done
     */
    Teller(int port, long rows) throws IOException {
      this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
      this.out = new DataOutputStream(socket.getOutputStream());
      this.rows = rows;
    }

    /** Some more are done; tells the first ones, and when there are no more to come. */
    void add(long more) throws IOException {
      if (done == 0) {
        out.writeLong(more);
      }
      done += more;
      if (isDone()) {
        out.writeLong(done);
      }
    }

    boolean isDone() {
      return done >= rows;
    }

    /** Waits until the listener has measured what it wants to. */
    void awaitRelease() throws IOException {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
