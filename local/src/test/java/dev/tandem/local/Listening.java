/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which addresses of this machine take connections on a port, as the kernel sees it. */
final class Listening {
  private static final String STATE = "0A";

  private Listening() {}

  static Set<String> addresses(int port) {
    String suffix = String.format(":%04X", port);
    Set<String> found = new TreeSet<>();
    for (String table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
      try (Stream<String> lines = Files.lines(Path.of(table))) {
        lines
            .map(line -> line.strip().split("\\s+"))
            .filter(columns -> columns[3].equals(STATE) && columns[1].endsWith(suffix))
            .map(columns -> columns[1].substring(0, columns[1].indexOf(':')))
            .forEach(found::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
  }

  /** 127.0.0.1 as the kernel spells it, alone or as an IPv6 address that stands for it. */
  static boolean onLoopbackOnly(int port) {
    Set<String> addresses = addresses(port);
    return !addresses.isEmpty()
        && addresses.stream()
            .allMatch(
                address ->
                    address.equals("0100007F")
                        || address.equals("0000000000000000FFFF00000100007F"));
  }
}
