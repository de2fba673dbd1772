/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./tandem} in a JVM of its own, that can be told to end, killed, frozen and thawed for
 * real.
 */
public final class Child implements AutoCloseable {
  private static final int SHOWN = 3_000;

  private final Process process;
  private final Path log;

  private Child(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Says how to start {@code ./tandem ARGUMENTS}; where it prints to, it leaves open.
   *
   * @param options of the JVM, such as fail points
   */
  public static ProcessBuilder tandem(List<String> options, List<String> arguments) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Short lives: quick to start, few threads.
    line.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    line.addAll(List.of("-XX:-UsePerfData", "-Duser.timezone=UTC"));
    line.add("-Dlogback.configurationFile=logback.xml"); // the product's, not the tests'
    line.addAll(options);
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.tandem.cli.Main"));
    line.addAll(arguments);
    return new ProcessBuilder(line);
  }

  /**
   * Starts it.
   *
   * @param log takes what it prints on standard output
   */
  public static Child start(ProcessBuilder command, Path log) {
    try {
      return new Child(command.redirectOutput(log.toFile()).start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its process's number. */
  public long pid() {
    return process.pid();
  }

  /** Whether it runs, if only frozen. */
  public boolean lives() {
    return process.isAlive();
  }

  /** SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** SIGKILL. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd(Duration.ofSeconds(10));
  }

  /** SIGSTOP: a zombie in the making. */
  public void freeze() {
    signal("STOP");
  }

  /** SIGCONT. */
  public void thaw() {
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
  public boolean isFrozen() {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
    } catch (IOException e) {
      return false;
    }
  }

  /** Waits until the process has ended; false when it has not within that time. */
  public boolean awaitEnd(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The status that it ended with. */
  public int exitStatus() {
    return process.exitValue();
  }

  /** The end of what it has printed, for messages. */
  public String lastLines() {
    String output = output();
    return output.substring(Math.max(0, output.length() - SHOWN));
  }

  /** What it has printed behind so many characters. */
  public String outputFrom(int printed) {
    return output().substring(printed);
  }

  /** All that it has printed. */
  public String output() {
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
