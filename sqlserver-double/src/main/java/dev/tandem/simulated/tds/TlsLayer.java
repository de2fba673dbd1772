/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.tds;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * TLS as TDS has it: the handshake travels inside prelogin packets, everything behind it does not.
 */
public final class TlsLayer {
  private TlsLayer() {}

  /**
   * Shakes hands, and returns the socket to go on with.
   *
   * @param in what the plain socket is read through
   */
  public static Socket accept(SSLContext context, InputStream in, Socket socket)
      throws IOException {
    Envelope envelope = new Envelope(socket, in);
    SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(envelope, null, true);
    secure.setEnabledProtocols(new String[] {"TLSv1.2"}); // 1.3 would send tickets afterwards
    secure.startHandshake();
    envelope.sendCollected();
    envelope.handshaking = false;
    return secure;
  }

  /** The plain socket as TLS sees it: without headers. */
  private static final class Envelope extends Socket {
    private static final int LARGEST = 4_096 - Message.HEADER_BYTES;

    private final Socket plain;
    private final InputStream plainIn;
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private boolean handshaking = true;

    Envelope(Socket plain, InputStream plainIn) {
      this.plain = plain;
      this.plainIn = plainIn;
    }

    /** All that TLS says before it listens again is one message. */
    private void sendCollected() throws IOException {
      byte[] bytes = collected.toByteArray();
      collected.reset();
      OutputStream out = plain.getOutputStream();
      for (int sent = 0; sent < bytes.length; sent += LARGEST) {
        int part = Math.min(LARGEST, bytes.length - sent);
        int total = part + Message.HEADER_BYTES;
        out.write(Message.PRELOGIN);
        out.write(sent + part == bytes.length ? Message.END : 0);
        out.write(total >>> 8);
        out.write(total);
        out.write(new byte[Message.HEADER_BYTES - 4]);
        out.write(bytes, sent, part);
      }
      out.flush();
    }

    @Override
    public InputStream getInputStream() {
      return new Unwrapping(plainIn);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return new Wrapping(plain.getOutputStream());
    }

    @Override
    public boolean isConnected() {
      return true;
    }

    @Override
    public boolean isClosed() {
      return plain.isClosed();
    }

    @Override
    public synchronized void setSoTimeout(int millis) throws SocketException {
      plain.setSoTimeout(millis);
    }

    @Override
    public synchronized int getSoTimeout() throws SocketException {
      return plain.getSoTimeout();
    }

    @Override
    public synchronized void close() throws IOException {
      plain.close();
    }

    private final class Unwrapping extends InputStream {
      private final InputStream in;
      private InputStream body = InputStream.nullInputStream();

      Unwrapping(InputStream in) {
        this.in = in;
      }

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int read = body.read(target, offset, length);
        while (read < 0 && handshaking) {
          sendCollected();
          Message message = Message.read(in);
          if (message == null) {
            return -1;
          }
          ByteReader bytes = message.body();
          body = new ByteArrayInputStream(bytes.bytes(bytes.remaining()));
          read = body.read(target, offset, length);
        }
        return read < 0 ? in.read(target, offset, length) : read;
      }
    }

    private final class Wrapping extends OutputStream {
      private final OutputStream out;

      Wrapping(OutputStream out) {
        this.out = out;
      }

      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        if (handshaking) {
          collected.write(bytes, offset, length);
        } else {
          out.write(bytes, offset, length);
        }
      }

      @Override
      public void flush() throws IOException {
        out.flush();
      }
    }
  }
}
