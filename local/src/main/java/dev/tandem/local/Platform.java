/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import dev.tandem.model.error.TandemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine must be for the servers' programs to run on it. */
final class Platform {
  private static final Path LOADER = Path.of("/lib64/ld-linux-x86-64.so.2");

  private Platform() {}

  /** For programs that were built for 64-bit Intel and AMD Linux with glibc. */
  static void requireLinuxAmd64(String server) {
    String system = System.getProperty("os.name");
    String processor = System.getProperty("os.arch");
    if (!system.equals("Linux") || !processor.equals("amd64")) {
      throw unfit(server, "this is " + system + " on " + processor);
    }
    if (!Files.exists(LOADER)) {
      throw unfit(server, "this Linux has no glibc: there is no " + LOADER);
    }
  }

  /** For programs that any Linux can run. */
  static void requireLinux(String server) {
    String system = System.getProperty("os.name");
    if (!system.equals("Linux")) {
      throw unfit(server, "this is " + system);
    }
  }

  static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static TandemException unfit(String server, String here) {
    return new TandemException(
        LocalCode.PLATFORM,
        "The embedded "
            + server
            + " runs on 64-bit Intel and AMD Linux with glibc only, and "
            + here
            + ": name your own server in tandem.yaml, or start the servers with docker compose.");
  }
}
