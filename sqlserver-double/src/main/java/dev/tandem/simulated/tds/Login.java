/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.tds;

import java.nio.charset.StandardCharsets;

/**
 * What a client says of itself.
 *
 * @param database empty for the user's own
 * @param packetBytes what it would like packets to have
 */
public record Login(String user, String password, String database, int packetBytes) {
  private static final int PACKET_SIZE_AT = 8;
  private static final int USER_AT = 40;
  private static final int PASSWORD_AT = 44;
  private static final int DATABASE_AT = 68;
  private static final int PASSWORD_MASK = 0xA5;
  private static final int SMALLEST_PACKET = 512;
  private static final int LARGEST_PACKET = 32_767;

  public static Login read(ByteReader body) throws ProtocolException {
    body.seek(PACKET_SIZE_AT);
    int packet = body.i32();
    return new Login(
        text(body, USER_AT),
        unmasked(field(body, PASSWORD_AT)),
        text(body, DATABASE_AT),
        Math.max(SMALLEST_PACKET, Math.min(packet, LARGEST_PACKET)));
  }

  private static byte[] field(ByteReader body, int at) throws ProtocolException {
    body.seek(at);
    int offset = body.u16();
    int characters = body.u16();
    body.seek(offset);
    return body.bytes(2 * characters);
  }

  private static String text(ByteReader body, int at) throws ProtocolException {
    return new String(field(body, at), StandardCharsets.UTF_16LE);
  }

  private static String unmasked(byte[] masked) {
    byte[] plain = new byte[masked.length];
    for (int i = 0; i < masked.length; i++) {
      int crossed = (masked[i] & 0xFF) ^ PASSWORD_MASK;
      plain[i] = (byte) ((crossed << 4) | (crossed >>> 4));
    }
    return new String(plain, StandardCharsets.UTF_16LE);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Login[user=" + user + ", database=" + database + "]";
  }
}
