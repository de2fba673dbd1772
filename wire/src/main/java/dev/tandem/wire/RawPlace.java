/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import java.nio.charset.StandardCharsets;

/**
 * Where in its table's raw topic the last record of a row lies, as {@link Headers#JOINED} has it.
 *
 * @param partition of the raw topic
 * @param offset in it
 */
public record RawPlace(int partition, long offset) {

  /**
   * Reads what {@link #header} wrote.
   *
   * @throws NumberFormatException when it did not
   */
  public static RawPlace of(String header) {
    int at = header.indexOf('@');
    return new RawPlace(
        Integer.parseInt(header.substring(0, Math.max(0, at))),
        Long.parseLong(header.substring(at + 1)));
  }

  /** The value of the header. */
  public byte[] header() {
    return (partition + "@" + offset).getBytes(StandardCharsets.US_ASCII);
  }
}
