/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process of the pipeline in a JVM of its own, that can be killed, frozen and thawed for real.
 */
final class Child implements AutoCloseable {
  private static final int SHOWN = 3_000;

  private final Process process;
  private final Path log;

  private Child(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts {@code ./tandem COMMAND -f FILE}.
   *
   * @param log takes what it prints
   * @param options of the JVM, such as fail points
   */
  static Child start(String command, Path file, Path log, List<String> options) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Short lives: quick to start, few threads.
    line.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-XX:-UsePerfData"));
    line.add("-Duser.timezone=UTC");
    line.add("-Dlogback.configurationFile=logback.xml");
    line.addAll(options);
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.tandem.cli.Main"));
    line.addAll(List.of(command, "-f", file.toString()));
    try {
      ProcessBuilder builder =
          new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().put("TANDEM_LOG_LEVEL", "DEBUG");
      return new Child(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean lives() {
    return process.isAlive();
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
    awaitEnd(Duration.ofSeconds(10));
  }

  /** SIGSTOP: a zombie in the making. */
  void freeze() {
    signal("STOP");
  }

  /** SIGCONT. */
  void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
          .inheritIO()
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether it was stopped by a signal, its own fail point included. */
  boolean isFrozen() {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
    } catch (IOException e) {
      return false;
    }
  }

  /** Waits until the process has ended; false when it has not within that time. */
  boolean awaitEnd(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  int exitStatus() {
    return process.exitValue();
  }

  /** The end of what it has printed, for messages. */
  String lastLines() {
    String output = output();
    return output.substring(Math.max(0, output.length() - SHOWN));
  }

  /** What it has printed behind so many characters. */
  String outputFrom(int printed) {
    return output().substring(printed);
  }

  /** All that it has printed. */
  String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
