/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.key;

import java.util.Optional;

/**
 * A plain value with its references resolved.
 *
 * @param value may be a secret when it came from outside the file
 * @param reference the text with <code>${...}</code> in it and absolute paths, from which the value
 *     can be read again; empty when the value stands in the file itself
 * @param written as it stands in the file
 */
public record Text(String value, Optional<String> reference, String written) {
  private static final int SHOWN = 60;

  /**
   * The text for a message: what the file says, never what a reference led to, nor what looks like
   * an address with a password.
   */
  public String quoted() {
    if (written.contains("@")) {
      return "this value";
    }
    String shown =
        written.length() <= SHOWN
            ? written
            : written.substring(0, written.offsetByCodePoints(0, SHOWN / 2)) + "...";
    return reference.isPresent() ? "the value of " + shown : "'" + shown + "'";
  }

  @Override
  public String toString() {
    return quoted();
  }
}
