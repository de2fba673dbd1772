/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.letters;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Who does something to a pipeline, for its audit.
 *
 * @param user the name of the operating system's user
 */
public record Operator(String user, String host) {

  /** Whoever runs this process. */
  public static Operator current() {
    return new Operator(System.getProperty("user.name", "nobody"), localHost());
  }

  private static String localHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
