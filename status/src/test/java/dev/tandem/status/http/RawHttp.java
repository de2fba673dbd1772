/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Requests as bytes, as anybody may send them. */
final class RawHttp {
  private RawHttp() {}

  /** All that comes back until the server is done with the connection. */
  static String answer(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.UTF_8));
      out.flush();
      StringBuilder read = new StringBuilder();
      try {
        int next = socket.getInputStream().read();
        while (next >= 0) {
          read.append((char) next);
          next = socket.getInputStream().read();
        }
      } catch (SocketException e) {
        read.append(""); // it was cut off, which ends an answer as well
      }
      return read.toString();
    }
  }
}
