/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/** Asks before something is done that cannot be taken back. */
final class Confirmation {
  private Confirmation() {}

  /**
   * Whether somebody types the number, which shows that it was read; not so where nobody can.
   *
   * @param request ends with what typing the number does
   */
  static boolean isTyped(long count, String request, PrintWriter out) throws IOException {
    out.print(request + ": ");
    out.flush();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    String typed = in.readLine();
    if (typed == null) {
      out.println();
      out.println("nobody answers here: --yes does not ask");
    }
    return typed != null && typed.strip().equals(Long.toString(count));
  }
}
