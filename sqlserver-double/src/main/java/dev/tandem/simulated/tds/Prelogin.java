/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.tds;

import java.io.IOException;

/** The first exchange: versions, and whether there is TLS. */
public final class Prelogin {
  private static final int VERSION = 0;
  private static final int ENCRYPTION = 1;
  private static final int MARS = 4;
  private static final int END = 0xFF;
  private static final int NOT_SUPPORTED = 2;
  private static final int ON = 1;
  private static final int REQUIRED = 3;
  private static final int OPTION_BYTES = 5;
  private static final int VERSION_BYTES = 6;

  private Prelogin() {}

  /** Whether the client wants TLS. */
  public static boolean wantsEncryption(ByteReader body) throws ProtocolException {
    for (int option = body.u8(); option != END; option = body.u8()) {
      int offset = body.u16BigEndian();
      int length = body.u16BigEndian();
      if (option == ENCRYPTION && length > 0) {
        body.seek(offset);
        int wish = body.u8();
        return wish == ON || wish == REQUIRED;
      }
    }
    return false;
  }

  /** Answers it. */
  public static void reply(TdsOutput out, boolean encrypted) throws IOException {
    int offset = 3 * OPTION_BYTES + 1;
    option(out, VERSION, offset, VERSION_BYTES);
    option(out, ENCRYPTION, offset + VERSION_BYTES, 1);
    option(out, MARS, offset + VERSION_BYTES + 1, 1);
    out.u8(END);
    ServerVersion.write(out);
    out.u16(0);
    out.u8(encrypted ? ON : NOT_SUPPORTED);
    out.u8(0);
    out.endMessage();
  }

  private static void option(TdsOutput out, int option, int offset, int length) throws IOException {
    out.u8(option);
    out.u16BigEndian(offset);
    out.u16BigEndian(length);
  }
}
