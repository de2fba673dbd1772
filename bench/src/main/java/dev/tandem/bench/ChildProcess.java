/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A contender in a process of its own, so that its CPU time and its memory can be told. */
final class ChildProcess implements AutoCloseable {
  private static final int TAIL = 30;
  private static final long END_SECONDS = 20;

  private final Processes processes;
  private final Process process;
  private final Path log;

  private ChildProcess(Processes processes, Process process, Path log) {
    this.processes = processes;
    this.process = process;
    this.log = log;
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(this::kill, "end " + processes.name()));
    } catch (IllegalStateException e) {
      kill(); // nobody would, once this JVM is on its way out
      throw e;
    }
  }

  /**
   * Starts it; what it says is written to {@code NAME.log} in a folder, over what was there.
   *
   * @param name what it is called in the report
   */
  static ChildProcess start(String name, ProcessBuilder builder, Path folder) throws IOException {
    Path log = log(name, folder);
    Process process = start(builder, log);
    return new ChildProcess(new Processes(name, process.pid(), false), process, log);
  }

  /** The same of a process that has its work done by others. */
  static ChildProcess startFamily(String name, ProcessBuilder builder, Path folder)
      throws IOException {
    Path log = log(name, folder);
    Process process = start(builder, log);
    return new ChildProcess(Processes.family(name, process.pid()), process, log);
  }

  private static Path log(String name, Path folder) throws IOException {
    return Files.createDirectories(folder).resolve(name + ".log");
  }

  private static Process start(ProcessBuilder builder, Path log) throws IOException {
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  /** For {@link Stretch}. */
  Processes processes() {
    return processes;
  }

  /**
   * Throws when it has ended.
   *
   * @throws IllegalStateException with the end of its log
   */
  void requireAlive() {
    if (!process.isAlive()) {
      throw failed("ended with status " + process.exitValue());
    }
  }

  /** What to throw when it does not do what it should, with the end of its log. */
  IllegalStateException failed(String what) {
    return new IllegalStateException(
        processes.name()
            + " "
            + what
            + "; the end of "
            + log
            + " says:\n"
            + String.join("\n", tail()));
  }

  private List<String> tail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return lines.subList(Math.max(0, lines.size() - TAIL), lines.size());
    } catch (IOException e) {
      return List.of("(not readable: " + e + ")");
    }
  }

  /** Ends it at once, with all that it has started. */
  @Override
  public void close() {
    kill();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        throw failed("did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void kill() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
