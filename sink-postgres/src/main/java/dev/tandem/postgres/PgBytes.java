/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import java.util.Arrays;

/** Bytes in PostgreSQL's binary formats, which are big-endian, in a buffer that grows. */
final class PgBytes {
  private byte[] bytes;
  private int length;

  PgBytes(int capacity) {
    bytes = new byte[capacity];
  }

  int length() {
    return length;
  }

  /** The buffer itself, of which the first {@link #length} bytes count. */
  byte[] buffer() {
    return bytes;
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  void clear() {
    length = 0;
  }

  PgBytes int8(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
    return this;
  }

  PgBytes int16(int value) {
    reserve(2);
    bytes[length++] = (byte) (value >> 8);
    bytes[length++] = (byte) value;
    return this;
  }

  PgBytes int32(int value) {
    reserve(4);
    setInt32(length, value);
    length += 4;
    return this;
  }

  PgBytes int64(long value) {
    int32((int) (value >> 32));
    return int32((int) value);
  }

  PgBytes raw(byte[] value) {
    reserve(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
    return this;
  }

  /** The length of what follows in 32 bits, and what follows. */
  PgBytes sized(byte[] value) {
    return int32(value.length).raw(value);
  }

  /** Overwrites four bytes that were written before. */
  void setInt32(int at, int value) {
    bytes[at] = (byte) (value >> 24);
    bytes[at + 1] = (byte) (value >> 16);
    bytes[at + 2] = (byte) (value >> 8);
    bytes[at + 3] = (byte) value;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
    }
  }
}
