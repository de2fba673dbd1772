/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server's process behind a shell that ends it when this JVM ends, in whatever way. The shell has
 * a session of its own, so that Ctrl-C in a terminal reaches this JVM alone.
 */
final class Leash {
  private final Process shell;
  private final long pid;

  private Leash(Process shell, long pid) {
    this.shell = shell;
    this.pid = pid;
  }

  static Leash start(Launch launch) throws IOException {
    ServerFolder folder = launch.folder();
    ProcessBuilder builder = new ProcessBuilder(command(launch)).directory(folder.path().toFile());
    builder.environment().putAll(launch.environment());
    builder.redirectError(ProcessBuilder.Redirect.appendTo(folder.log().file().toFile()));
    Process shell = builder.start();
    BufferedReader reader = shell.inputReader(StandardCharsets.US_ASCII);
    String pid = reader.readLine();
    if (pid == null) {
      throw new IOException("the shell in " + folder.path() + " ended at once");
    }
    return new Leash(shell, Long.parseLong(pid));
  }

  private static List<String> command(Launch launch) throws IOException {
    ServerFolder folder = launch.folder();
    Launch.Stopping stopping = launch.stopping();
    List<String> command = new ArrayList<>(List.of("setsid", "sh"));
    command.add(script(folder.path().resolve("leash.sh")).toString());
    command.add(folder.pidFile().toString());
    command.add(folder.log().file().toString());
    command.add(Long.toString(stopping.grace().toSeconds()));
    command.add(String.join(" ", stopping.signals()));
    command.addAll(launch.command());
    return command;
  }

  /** Puts the script in place in one step: a shell of an earlier run may still read the old one. */
  private static Path script(Path file) throws IOException {
    Path fresh = file.resolveSibling("leash.sh.new");
    try (InputStream resource = Leash.class.getResourceAsStream("leash.sh")) {
      Files.copy(
          Objects.requireNonNull(resource, "leash.sh"), fresh, StandardCopyOption.REPLACE_EXISTING);
    }
    return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  long pid() {
    return pid;
  }

  boolean alive() {
    return shell.isAlive();
  }

  /** The status that the server ended with; it must have ended. */
  int status() {
    return shell.exitValue();
  }

  /** Sends a signal by its short name, for example {@code TERM}. */
  void signal(String name) {
    try {
      OutputStream line = shell.getOutputStream();
      line.write((name + '\n').getBytes(StandardCharsets.US_ASCII));
      line.flush();
    } catch (IOException e) {
      if (alive()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Ends the server at once together with the processes that it started. */
  void kill() {
    if (alive()) {
      ProcessHandle.of(pid)
          .map(server -> Stream.concat(Stream.of(server), server.descendants()).toList())
          .ifPresent(Leftover::kill);
    }
  }

  /**
   * Waits for the server's end, also on a thread that has been interrupted: giving up half-way
   * would cost the server its good order.
   *
   * @return false when it still runs after that time
   */
  boolean ends(Duration within) {
    boolean interrupted = false;
    long end = System.nanoTime() + within.toNanos();
    try {
      while (true) {
        try {
          return shell.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
