/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code ./tandem} as a user runs it: a process of its own, with what it printed. */
final class CommandRun implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final AtomicInteger RUNS = new AtomicInteger();

  private final Child child;
  private final Path out;
  private final Path err;

  private CommandRun(Child child, Path out, Path err) {
    this.child = child;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts it.
   *
   * @param folder where it is started, and what it prints is kept
   */
  static CommandRun start(Path folder, Map<String, String> environment, String... arguments) {
    int run = RUNS.incrementAndGet();
    Path out = folder.resolve("run-" + run + ".out");
    Path err = folder.resolve("run-" + run + ".err");
    ProcessBuilder command = Child.tandem(List.of(), List.of(arguments));
    command
        .directory(folder.toFile())
        .redirectError(err.toFile())
        .redirectInput(new File("/dev/null")) // nobody answers what it asks
        .environment()
        .putAll(environment);
    return new CommandRun(Child.start(command, out), out, err);
  }

  /** Runs it to its end. */
  static CommandRun of(Path folder, Map<String, String> environment, String... arguments) {
    try (CommandRun run = start(folder, environment, arguments)) {
      assertThat(run.endsWithin(LIMIT)).as("ends by itself; it printed %s", run.told()).isTrue();
      return run;
    }
  }

  long pid() {
    return child.pid();
  }

  boolean lives() {
    return child.lives();
  }

  /** SIGTERM. */
  void terminate() {
    child.terminate();
  }

  /** SIGKILL. */
  void kill() {
    child.kill();
  }

  /** Waits; false when it has not ended within that time. */
  boolean endsWithin(Duration limit) {
    return child.awaitEnd(limit);
  }

  int status() {
    return child.exitStatus();
  }

  /** The lines of its standard output. */
  List<String> out() {
    return lines(out);
  }

  /** The lines of its standard error, log included. */
  List<String> err() {
    return lines(err);
  }

  /** All lines that carry an error code. */
  List<String> problems() {
    return told().stream().filter(line -> line.contains("TD-")).toList();
  }

  /** The problem that has this code; there must be one such line. */
  String problem(String code) {
    List<String> found = told().stream().filter(line -> line.contains(code + ":")).toList();
    assertThat(found).as("lines with %s in %s", code, told()).hasSize(1);
    return found.get(0);
  }

  /** Everything. */
  List<String> told() {
    List<String> all = new ArrayList<>(out());
    all.addAll(err());
    return all;
  }

  /** That it failed as a user may expect: with that status, in sentences, without a stack trace. */
  CommandRun failedInSentences(int status) {
    assertThat(child.exitStatus()).as("exit status; it printed %s", told()).isEqualTo(status);
    assertThat(told())
        .as("what it prints")
        .noneMatch(line -> line.matches("\\s+at [\\w.$/]+\\(.*") || line.contains("Exception in"))
        .noneMatch(line -> line.contains("Caused by:"));
    return this;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    child.close();
  }
}
