/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import java.io.ByteArrayOutputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cuts rows, or some of their columns, out of raw records as they are spelled. */
public final class RawImage {
  private static final byte[] AFTER = JsonBytes.name("after");

  private RawImage() {}

  /**
   * The row as a change left it, or null when it is gone.
   *
   * @param envelope the value of a raw record that was decoded before
   * @throws RawRefused when it is no JSON
   */
  public static byte @Nullable [] after(byte[] envelope) throws RawRefused {
    try {
      JsonBytes in = new JsonBytes(envelope);
      in.begin();
      while (in.next()) {
        if (in.isNamed(AFTER)) {
          return in.skipNull() ? null : in.slice();
        }
        in.skip();
      }
      return null;
    } catch (MalformedJson e) {
      throw malformed();
    }
  }

  /**
   * A row with some of its columns alone.
   *
   * @throws RawRefused when it is no JSON
   */
  public static byte[] only(byte[] row, Set<String> columns) throws RawRefused {
    try {
      JsonBytes in = new JsonBytes(row);
      ByteArrayOutputStream out = new ByteArrayOutputStream(64);
      in.begin();
      while (in.next()) {
        if (columns.contains(in.name())) {
          out.write(out.size() == 0 ? '{' : ',');
          out.writeBytes(in.quotedName());
          out.write(':');
          out.writeBytes(in.slice());
        } else {
          in.skip();
        }
      }
      if (out.size() == 0) {
        out.write('{');
      }
      out.write('}');
      return out.toByteArray();
    } catch (MalformedJson e) {
      throw malformed();
    }
  }

  private static RawRefused malformed() {
    return new RawRefused("E_RAW_JSON", "", "The record is no JSON that a capture wrote.");
  }
}
