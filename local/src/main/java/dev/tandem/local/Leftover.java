/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what a killed process left running in a folder, and nothing else. */
final class Leftover {
  private static final Logger LOG = LoggerFactory.getLogger(Leftover.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long PAUSE_NANOS = 5_000_000;

  private Leftover() {}

  /** Kills the process that the file names, if it really is this folder's server. */
  static void end(Path pidFile, Path folder) throws IOException {
    if (!Files.exists(pidFile)) {
      return;
    }
    String text = Files.readString(pidFile).strip();
    if (text.matches("\\d{1,18}")) {
      Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(text));
      process.filter(found -> belongsTo(found, folder)).ifPresent(Leftover::end);
    }
    Files.deleteIfExists(pidFile);
  }

  private static void end(ProcessHandle process) {
    LOG.warn("ending server process {}, which an earlier run left behind", process.pid());
    kill(Stream.concat(process.descendants(), Stream.of(process)).toList());
  }

  /** Kills processes at once and waits until they are gone. */
  static void kill(List<ProcessHandle> processes) {
    processes.forEach(ProcessHandle::destroyForcibly);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (processes.stream().anyMatch(Leftover::lives)) {
      if (System.nanoTime() > end) {
        LOG.warn("processes {} do not end", processes.stream().map(ProcessHandle::pid).toList());
        return;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** A process that has ended but that nobody has asked for yet has no command line any more. */
  private static boolean lives(ProcessHandle process) {
    return process.isAlive() && !commandLine(process).isEmpty();
  }

  /** Process ids are used again by others: the command line must name the folder. */
  private static boolean belongsTo(ProcessHandle process, Path folder) {
    return commandLine(process).contains(folder + "/");
  }

  static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
          .replace('\0', ' ');
    } catch (IOException e) {
      return ""; // it has ended meanwhile
    }
  }
}
