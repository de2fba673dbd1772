/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.join;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Several values in one, each of which may be absent. */
final class Parts {
  private static final int ABSENT = -1;

  private final byte[] @Nullable [] parts;

  private Parts(byte[] @Nullable [] parts) {
    this.parts = parts;
  }

  /** So many, all absent. */
  static Parts ofCount(int count) {
    return new Parts(new byte[count] @Nullable []);
  }

  static Parts of(byte[] @Nullable ... parts) {
    return new Parts(parts.clone());
  }

  /** Reads what {@link #toBytes} wrote. */
  static Parts read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte[] @Nullable [] parts = new byte[in.getInt()] @Nullable [];
    for (int i = 0; i < parts.length; i++) {
      int length = in.getInt();
      if (length != ABSENT) {
        byte[] part = new byte[length];
        in.get(part);
        parts[i] = part;
      }
    }
    return new Parts(parts);
  }

  byte[] toBytes() {
    int size = Integer.BYTES;
    for (byte[] part : parts) {
      size += Integer.BYTES + (part == null ? 0 : part.length);
    }
    ByteBuffer out = ByteBuffer.allocate(size).putInt(parts.length);
    for (byte[] part : parts) {
      out.putInt(part == null ? ABSENT : part.length);
      if (part != null) {
        out.put(part);
      }
    }
    return out.array();
  }

  int count() {
    return parts.length;
  }

  byte @Nullable [] get(int part) {
    return parts[part];
  }

  /** A part that is there. */
  byte[] required(int part) {
    byte[] value = parts[part];
    if (value == null) {
      throw new IllegalStateException("part " + part + " is absent");
    }
    return value;
  }

  @Nullable String text(int part) {
    byte[] value = parts[part];
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }

  /** Sets a part, and returns this. */
  Parts set(int part, byte @Nullable [] value) {
    parts[part] = value;
    return this;
  }

  static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }
}
