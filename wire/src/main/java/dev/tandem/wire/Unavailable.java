/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/**
 * What stands for a value that the source's log does not hold. The connector's own word for it is
 * one that a row may have; this one no row has.
 */
public final class Unavailable {
  /** Instead of text. */
  public static final String TEXT = "tandem:unavailable:5b0c9a52-3f0e-4c55-9d0a-7b1f6a0de9c4";

  private static final String BYTES = Base64.getEncoder().encodeToString(TEXT.getBytes(UTF_8));

  private Unavailable() {}

  /** Whether a record's text, or its bytes in base64, are that. */
  public static boolean is(Object value) {
    return value.equals(TEXT) || value.equals(BYTES);
  }
}
