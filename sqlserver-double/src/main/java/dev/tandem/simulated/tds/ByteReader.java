/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.tds;

import java.nio.charset.StandardCharsets;

/** Reads little-endian numbers and UTF-16 text, and never behind the end. */
public final class ByteReader {
  private final byte[] bytes;
  private int position;

  ByteReader(byte[] bytes) {
    this.bytes = bytes;
  }

  public int remaining() {
    return bytes.length - position;
  }

  void seek(int where) throws ProtocolException {
    if (where < 0 || where > bytes.length) {
      throw new ProtocolException("An offset points behind the message.");
    }
    position = where;
  }

  int position() {
    return position;
  }

  byte[] bytes(int count) throws ProtocolException {
    if (count < 0 || count > remaining()) {
      throw new ProtocolException("A length points behind the message.");
    }
    byte[] read = new byte[count];
    System.arraycopy(bytes, position, read, 0, count);
    position += count;
    return read;
  }

  void skip(int count) throws ProtocolException {
    if (count < 0 || count > remaining()) {
      throw new ProtocolException("A length points behind the message.");
    }
    position += count;
  }

  private long little(int count) throws ProtocolException {
    if (count > remaining()) {
      throw new ProtocolException("The message ends within a number.");
    }
    long number = 0;
    for (int i = 0; i < count; i++) {
      number |= (bytes[position + i] & 0xFFL) << (8 * i);
    }
    position += count;
    return number;
  }

  int u8() throws ProtocolException {
    return (int) little(1);
  }

  int u16() throws ProtocolException {
    return (int) little(2);
  }

  int u16BigEndian() throws ProtocolException {
    int high = u8();
    return (high << 8) | u8();
  }

  short i16() throws ProtocolException {
    return (short) little(2);
  }

  int i32() throws ProtocolException {
    return (int) little(4);
  }

  long i64() throws ProtocolException {
    return little(8);
  }

  /** A number of 1 to 8 bytes without a sign. */
  long unsigned(int count) throws ProtocolException {
    return little(count);
  }

  /** A number of 1 to 8 bytes with a sign. */
  long signed(int count) throws ProtocolException {
    int unused = Long.SIZE - 8 * count;
    return little(count) << unused >> unused;
  }

  String text(int characters) throws ProtocolException {
    return new String(bytes(2 * characters), StandardCharsets.UTF_16LE);
  }

  /** Text behind one byte with its length. */
  String shortText() throws ProtocolException {
    return text(u8());
  }

  String restAsText() throws ProtocolException {
    return text(remaining() / 2);
  }
}
