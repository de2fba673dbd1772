/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.value;

import java.util.Arrays;
import java.util.HexFormat;

/** Bytes as a value: unchangeable, and in SQL Server's order. */
public final class Binary implements Comparable<Binary> {
  private static final HexFormat HEX = HexFormat.of();

  private final byte[] bytes;

  private Binary(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Binary of(byte... bytes) {
    return new Binary(bytes.clone());
  }

  /** Reads hexadecimal digits, an even number of them, without 0x. */
  public static Binary ofHex(String digits) {
    return new Binary(HEX.parseHex(digits));
  }

  /** A copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  public int length() {
    return bytes.length;
  }

  /** Cut or filled with zeros at its end. */
  public Binary resized(int length) {
    return length == bytes.length ? this : new Binary(Arrays.copyOf(bytes, length));
  }

  /** Unsigned; the shorter of two counts as filled with zeros. */
  @Override
  public int compareTo(Binary other) {
    int longest = Math.max(bytes.length, other.bytes.length);
    return Arrays.compareUnsigned(resized(longest).bytes, other.resized(longest).bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Binary binary && Arrays.equals(bytes, binary.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Hexadecimal digits in upper case, without 0x. */
  @Override
  public String toString() {
    return HEX.withUpperCase().formatHex(bytes);
  }
}
