/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The processes that serve PostgreSQL's clients. Each lives on for a while when the first process
 * is killed, and the next server refuses to start beside it.
 */
final class PostgresFamily {
  private PostgresFamily() {}

  /** Kills those that work in this data folder. */
  static void end(Path data) {
    List<ProcessHandle> members =
        ProcessHandle.allProcesses().filter(process -> worksIn(process, data)).toList();
    Leftover.kill(members);
  }

  private static boolean worksIn(ProcessHandle process, Path data) {
    try {
      Path folder = Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"));
      return folder.equals(data) && Leftover.commandLine(process).startsWith("postgres:");
    } catch (IOException e) {
      return false; // it has ended meanwhile, or is another user's
    }
  }
}
