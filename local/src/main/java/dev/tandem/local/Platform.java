/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import dev.tandem.model.error.TandemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this machine is, and whether the servers' programs run on it.
 *
 * @param system as the system property {@code os.name} spells it
 * @param processor as the system property {@code os.arch} spells it
 * @param glibc whether its C library is glibc
 */
record Platform(String system, String processor, boolean glibc) {
  private static final Path LOADER = Path.of("/lib64/ld-linux-x86-64.so.2");

  static Platform current() {
    return new Platform(
        System.getProperty("os.name"), System.getProperty("os.arch"), Files.exists(LOADER));
  }

  /** For programs that were built for 64-bit Intel and AMD Linux with glibc. */
  void requireLinuxAmd64(String server) {
    if (!system.equals("Linux") || !processor.equals("amd64")) {
      throw unfit(server, "this is " + system + " on " + processor);
    }
    if (!glibc) {
      throw unfit(server, "this Linux has no glibc");
    }
  }

  /** For programs that any Linux can run. */
  void requireLinux(String server) {
    if (!system.equals("Linux")) {
      throw unfit(server, "this is " + system);
    }
  }

  private static TandemException unfit(String server, String here) {
    return new TandemException(
        LocalCode.PLATFORM,
        "The embedded "
            + server
            + " needs 64-bit Intel or AMD Linux with glibc, and "
            + here
            + ": name your own server in tandem.yaml, or start the servers with docker compose.");
  }

  /** Whether this process is root's. */
  static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
