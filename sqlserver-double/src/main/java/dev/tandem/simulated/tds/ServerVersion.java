/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.tds;

import java.io.IOException;

/** The release that the double says it is. */
public final class ServerVersion {
  private static final int MAJOR = 16;
  private static final int MINOR = 0;
  private static final int BUILD = 4_135;

  private ServerVersion() {}

  static void write(TdsOutput out) throws IOException {
    out.u8(MAJOR);
    out.u8(MINOR);
    out.u16BigEndian(BUILD);
  }
}
