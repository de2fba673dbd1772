/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * MurmurHash3 of 128 bits, by Austin Appleby: fast and well mixed, but no defence against forgery.
 */
final class Murmur {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long C1 = 0x87c37b91114253d5L;
  private static final long C2 = 0x4cf5ad432745937fL;
  private static final int BLOCK = 16;

  private long first;
  private long second;

  /** Hashes the leading bytes of an array. */
  void hash(byte[] bytes, int length) {
    first = 0;
    second = 0;
    int whole = length - length % BLOCK;
    for (int i = 0; i < whole; i += BLOCK) {
      block((long) LONGS.get(bytes, i), (long) LONGS.get(bytes, i + Long.BYTES));
    }
    first ^= mixFirst(tail(bytes, whole, Math.min(length, whole + Long.BYTES)));
    second ^= mixSecond(tail(bytes, whole + Long.BYTES, length));
    finish(length);
  }

  long first() {
    return first;
  }

  long second() {
    return second;
  }

  private void block(long k1, long k2) {
    first = (Long.rotateLeft(first ^ mixFirst(k1), 27) + second) * 5 + 0x52dce729;
    second = (Long.rotateLeft(second ^ mixSecond(k2), 31) + first) * 5 + 0x38495ab5;
  }

  private static long mixFirst(long k) {
    return Long.rotateLeft(k * C1, 31) * C2;
  }

  private static long mixSecond(long k) {
    return Long.rotateLeft(k * C2, 33) * C1;
  }

  private static long tail(byte[] bytes, int from, int to) {
    long tail = 0;
    for (int i = to - 1; i >= from; i--) {
      tail = (tail << Byte.SIZE) | (bytes[i] & 0xff);
    }
    return tail;
  }

  private void finish(int length) {
    first ^= length;
    second ^= length;
    first += second;
    second += first;
    first = mix(first);
    second = mix(second);
    first += second;
    second += first;
  }

  /** Spreads every bit of a number over all bits. */
  static long mix(long number) {
    long k = number;
    k = (k ^ k >>> 33) * 0xff51afd7ed558ccdL;
    k = (k ^ k >>> 33) * 0xc4ceb9fe1a85ec53L;
    return k ^ k >>> 33;
  }
}
