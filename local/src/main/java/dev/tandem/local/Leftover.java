/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what a killed process left running in a folder, and nothing else. */
final class Leftover {
  private static final Logger LOG = LoggerFactory.getLogger(Leftover.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Leftover() {}

  /** Kills the process that the file names, if it really is this folder's server. */
  static void end(Path pidFile, Path folder) throws IOException {
    if (!Files.exists(pidFile)) {
      return;
    }
    String text = Files.readString(pidFile).strip();
    if (!text.isEmpty()) {
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
    for (ProcessHandle process : processes) {
      try {
        process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (ExecutionException | TimeoutException e) {
        LOG.warn("process {} does not end", process.pid(), e);
      }
    }
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
