/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The spelling of hosts, and whether they are this machine; nothing is looked up. */
final class Hosts {
  private static final String NAME =
      "[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+]";
  private static final Pattern HOST = Pattern.compile(NAME);
  private static final Pattern HOST_PORT = Pattern.compile("(" + NAME + "):(\\d{1,5})");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[?::1]?");

  private Hosts() {}

  static boolean isHost(String text) {
    return HOST.matcher(text).matches();
  }

  static boolean isHostWithPort(String text) {
    Matcher matcher = HOST_PORT.matcher(text);
    return matcher.matches() && isPort(Integer.parseInt(matcher.group(2)));
  }

  private static boolean isPort(int number) {
    return number >= 1 && number <= 65535;
  }

  static boolean isThisMachine(String host) {
    return LOOPBACK.matcher(host).matches();
  }

  /** The hosts of {@code host:port} pairs parted by commas; a port may be missing. */
  static List<String> of(String pairs) {
    return Arrays.stream(pairs.split(",")).map(pair -> pair.replaceFirst(":\\d*$", "")).toList();
  }
}
