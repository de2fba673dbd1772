/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.io.IOException;
import java.io.InputStream;

/** Hands the lines of a stream on in batches, as bytes and without looking into them. */
final class LineBatches {
  private final InputStream in;
  private final byte[] buffer;
  private int from;
  private int to;

  /**
   * Of a stream that the caller closes.
   *
   * @param bufferBytes how much is read at once; lines may be longer
   */
  LineBatches(InputStream in, int bufferBytes) {
    this.in = in;
    this.buffer = new byte[bufferBytes];
  }

  /** Takes a piece of a batch: where lines begin and end in it does not matter. */
  interface Taker<E extends Exception> {
    /** The bytes are overwritten afterwards. */
    void take(byte[] bytes, int offset, int length) throws E;
  }

  /**
   * The next lines.
   *
   * @return whether there were any
   */
  <E extends Exception> boolean next(int lines, Taker<E> taker) throws IOException, E {
    int left = lines;
    boolean any = false;
    while (left > 0 && isFilled()) {
      int end = from;
      while (end < to && left > 0) {
        if (buffer[end++] == '\n') {
          left--;
        }
      }
      taker.take(buffer, from, end - from);
      from = end;
      any = true;
    }
    return any;
  }

  private boolean isFilled() throws IOException {
    if (from == to) {
      from = 0;
      to = Math.max(0, in.read(buffer));
    }
    return from < to;
  }
}
