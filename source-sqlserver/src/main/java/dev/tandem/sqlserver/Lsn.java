/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A place in a database's log: ten bytes, compared without sign.
 *
 * @param block log file and block
 * @param slot record in the block
 */
public record Lsn(long block, int slot) implements Comparable<Lsn> {
  /** Before every other. */
  public static final Lsn ZERO = new Lsn(0, 0);

  private static final int BYTES = 10;
  private static final Pattern TEXT = Pattern.compile("[0-9a-f]{8}:[0-9a-f]{8}:[0-9a-f]{4}");

  /**
   * Reads the server's ten bytes.
   *
   * @throws IllegalArgumentException when they are not ten
   */
  public static Lsn of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("an LSN has 10 bytes, not " + bytes.length);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new Lsn(buffer.getLong(), Short.toUnsignedInt(buffer.getShort()));
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException when it is anything else
   */
  public static Lsn parse(String text) {
    if (!TEXT.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + text + "' is no LSN");
    }
    return of(HexFormat.of().parseHex(text.replace(":", "")));
  }

  /** As the server keeps it. */
  public byte[] bytes() {
    return ByteBuffer.allocate(BYTES).putLong(block).putShort((short) slot).array();
  }

  @Override
  public int compareTo(Lsn other) {
    int order = Long.compareUnsigned(block, other.block);
    return order == 0 ? Integer.compare(slot, other.slot) : order;
  }

  /** {@code 0000002a:00000010:0007}, as Debezium spells it. */
  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits((int) (block >>> Integer.SIZE))
        + ':'
        + hex.toHexDigits((int) block)
        + ':'
        + hex.toHexDigits((short) slot);
  }
}
