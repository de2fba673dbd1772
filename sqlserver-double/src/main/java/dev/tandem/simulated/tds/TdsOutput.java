/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.tds;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a reply packet by packet: no more than one of them is ever held. */
public final class TdsOutput {
  private static final int REPLY = 0x04;
  private static final int FIRST_PACKET_BYTES = 4_096;

  private final OutputStream out;
  private byte[] packet = new byte[FIRST_PACKET_BYTES];
  private int position = Message.HEADER_BYTES;
  private int packets;

  public TdsOutput(OutputStream out) {
    this.out = out;
  }

  /** From the next message on, as login has agreed it. */
  public void packetBytes(int bytes) {
    packet = new byte[bytes];
  }

  /** Sends what is left, as the end of the message. */
  public void endMessage() throws IOException {
    send(Message.END);
    packets = 0;
    out.flush();
  }

  private void send(int status) throws IOException {
    packets++;
    packet[0] = (byte) REPLY;
    packet[1] = (byte) status;
    packet[2] = (byte) (position >>> 8);
    packet[3] = (byte) position;
    packet[6] = (byte) packets;
    out.write(packet, 0, position);
    position = Message.HEADER_BYTES;
  }

  void u8(int number) throws IOException {
    if (position == packet.length) {
      send(0);
    }
    packet[position] = (byte) number;
    position++;
  }

  private void little(long number, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      u8((int) (number >>> (8 * i)));
    }
  }

  void u16(int number) throws IOException {
    little(number, 2);
  }

  void u16BigEndian(int number) throws IOException {
    u8(number >>> 8);
    u8(number);
  }

  void i32(int number) throws IOException {
    little(number, 4);
  }

  void i64(long number) throws IOException {
    little(number, 8);
  }

  /** A number of 1 to 8 bytes. */
  void number(long number, int count) throws IOException {
    little(number, count);
  }

  void bytes(byte... bytes) throws IOException {
    int written = 0;
    while (written < bytes.length) {
      if (position == packet.length) {
        send(0);
      }
      int part = Math.min(bytes.length - written, packet.length - position);
      System.arraycopy(bytes, written, packet, position, part);
      position += part;
      written += part;
    }
  }

  void text(String text) throws IOException {
    bytes(text.getBytes(StandardCharsets.UTF_16LE));
  }

  /** Text behind one byte with its length, so it is cut at 255 characters. */
  void shortText(String text) throws IOException {
    String cut = text.substring(0, Math.min(text.length(), 0xFF));
    u8(cut.length());
    text(cut);
  }

  /** Text behind two bytes with its length. */
  void longText(String text) throws IOException {
    u16(text.length());
    text(text);
  }
}
