/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.value;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/** The 16 bytes of a uniqueidentifier: its first three groups are little endian. */
public final class Guids {
  private static final int BYTES = 16;

  private Guids() {}

  public static byte[] stored(UUID id) {
    long high = id.getMostSignificantBits();
    return ByteBuffer.allocate(BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) (high >>> 32))
        .putShort((short) (high >>> 16))
        .putShort((short) high)
        .order(ByteOrder.BIG_ENDIAN)
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  public static UUID read(byte[] stored) {
    ByteBuffer bytes = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
    long first = Integer.toUnsignedLong(bytes.getInt());
    long second = Short.toUnsignedLong(bytes.getShort());
    long third = Short.toUnsignedLong(bytes.getShort());
    long high = (first << 32) | (second << 16) | third;
    return new UUID(high, bytes.order(ByteOrder.BIG_ENDIAN).getLong());
  }
}
