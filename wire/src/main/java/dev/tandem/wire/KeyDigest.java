/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Stands for a key of any length: 128 bits of its SHA-256. */
public record KeyDigest(long high, long low) {

  /** The digest of these bytes. */
  public static KeyDigest of(byte[] bytes) {
    try {
      ByteBuffer digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
      return new KeyDigest(digest.getLong(), digest.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** Whether it is of one of several parts of all keys, which are about equally large. */
  public boolean isOf(int part, int parts) {
    return Math.floorMod(high, parts) == part;
  }
}
