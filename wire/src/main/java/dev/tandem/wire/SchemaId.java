/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The id of a schema: made of its content, so that publishing it again, from any process and at any
 * time, is harmless.
 *
 * @param hex 16 hexadecimal digits
 */
public record SchemaId(String hex) {
  private static final int BYTES = 8;

  static SchemaId of(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return new SchemaId(HexFormat.of().formatHex(digest, 0, BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** Reads a record header. */
  public static SchemaId ofHeader(byte[] header) {
    return new SchemaId(new String(header, StandardCharsets.US_ASCII));
  }

  /** The record header's value. */
  public byte[] header() {
    return hex.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return hex;
  }
}
