/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.tds;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** What a client sends at once, put together out of its packets. */
public final class Message {
  public static final int BATCH = 0x01;
  public static final int RPC = 0x03;
  public static final int ATTENTION = 0x06;
  public static final int TRANSACTION = 0x0E;
  public static final int LOGIN = 0x10;
  public static final int PRELOGIN = 0x12;

  static final int HEADER_BYTES = 8;
  static final int END = 0x01;

  /** So that garbage for a header cannot fill the memory. */
  private static final int LARGEST = 64 << 20;

  private final int type;
  private final byte[] body;

  private Message(int type, byte[] body) {
    this.type = type;
    this.body = body;
  }

  public int type() {
    return type;
  }

  /** A reader at its beginning. */
  public ByteReader body() {
    return new ByteReader(body);
  }

  /**
   * Waits for the next one.
   *
   * @return null when the client is gone
   */
  public static @Nullable Message read(InputStream stream) throws IOException {
    int type = stream.read();
    if (type < 0) {
      return null;
    }
    DataInputStream in = new DataInputStream(stream);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    boolean last = packet(in, body);
    while (!last) {
      if (in.readUnsignedByte() != type) {
        throw new ProtocolException("A message changed its type half way.");
      }
      last = packet(in, body);
    }
    return new Message(type, body.toByteArray());
  }

  /** Reads a packet behind its type; returns whether it was the message's last. */
  private static boolean packet(DataInputStream in, ByteArrayOutputStream body) throws IOException {
    int status = in.readUnsignedByte();
    int length = in.readUnsignedShort() - HEADER_BYTES;
    if (length < 0 || body.size() + length > LARGEST) {
      throw new ProtocolException("A packet cannot have this length.");
    }
    in.skipNBytes(HEADER_BYTES - 4);
    byte[] part = in.readNBytes(length);
    if (part.length < length) {
      throw new EOFException();
    }
    body.writeBytes(part);
    return (status & END) != 0;
  }
}
