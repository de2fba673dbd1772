/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.store;

import dev.tandem.simulated.value.Binary;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

/**
 * A log sequence number of 10 bytes: log file (4), block (4), slot (2).
 *
 * @param place file and block
 */
public record Lsn(long place, int slot) implements Comparable<Lsn> {
  /** Before every other. */
  public static final Lsn ZERO = new Lsn(0, 0);

  private static final int BYTES = 10;
  private static final int SLOTS = 0xFFFF;

  /**
   * Reads one.
   *
   * @param bytes filled up with zeros when fewer than 10
   */
  public static Lsn of(Binary bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes.resized(BYTES).bytes());
    return new Lsn(buffer.getLong(), Short.toUnsignedInt(buffer.getShort()));
  }

  public Binary binary() {
    byte[] bytes = ByteBuffer.allocate(BYTES).putLong(place).putShort((short) slot).array();
    return Binary.of(bytes);
  }

  /** Where in a list that is sorted by LSN the first is that does not lie before one. */
  static <T> int indexOf(List<T> sorted, Function<T, Lsn> lsn, Lsn from) {
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (lsn.apply(sorted.get(middle)).compareTo(from) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The one that follows it. */
  public Lsn next() {
    return slot == SLOTS ? new Lsn(place + 1, 0) : new Lsn(place, slot + 1);
  }

  @Override
  public int compareTo(Lsn other) {
    int places = Long.compareUnsigned(place, other.place);
    return places == 0 ? Integer.compare(slot, other.slot) : places;
  }

  /** As Debezium and the server's own views spell it: {@code 0000002a:00000001:0003}. */
  @Override
  public String toString() {
    return String.format("%08x:%08x:%04x", place >>> Integer.SIZE, (int) place, slot);
  }
}
