/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A contender in a JVM of its own, so that its CPU time and its memory can be told. */
final class ChildJvm implements AutoCloseable {
  private static final int TAIL = 30;
  private static final long END_SECONDS = 20;

  private final String name;
  private final Process process;
  private final Path log;

  private ChildJvm(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * What to start.
   *
   * @param name what its process is called in the report
   * @param options of the JVM
   * @param classPath without this benchmark's own classes
   * @param main the class to start
   */
  record Launch(
      String name,
      List<String> options,
      List<String> classPath,
      String main,
      List<String> arguments) {

    /** Copies the lists. */
    Launch {
      options = List.copyOf(options);
      classPath = List.copyOf(classPath);
      arguments = List.copyOf(arguments);
    }

    /** A class of this benchmark, on the class path of this JVM. */
    static Launch own(String name, List<String> options, Class<?> main, List<String> arguments) {
      List<String> classPath =
          List.of(System.getProperty("java.class.path").split(File.pathSeparator));
      return new Launch(name, options, classPath, main.getName(), arguments);
    }

    private List<String> command() {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-Duser.timezone=UTC", "-XX:+ExitOnOutOfMemoryError"));
      command.add("-D" + Main.LOGGING + "=" + System.getProperty(Main.LOGGING, ""));
      command.addAll(options); // they win
      List<String> path = new ArrayList<>(classPath);
      path.add(ownClasses());
      command.addAll(List.of("-cp", String.join(File.pathSeparator, path)));
      command.addAll(List.of(Leashed.class.getName(), main));
      command.addAll(arguments);
      return command;
    }

    private static String ownClasses() {
      try {
        return Path.of(Leashed.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
      } catch (URISyntaxException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Starts it; what it says is written to {@code NAME.log} in a folder, over what was there. */
  static ChildJvm start(Launch launch, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path log = folder.resolve(launch.name() + ".log");
    ProcessBuilder builder = new ProcessBuilder(launch.command()).redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    return new ChildJvm(launch.name(), builder.start(), log);
  }

  /** For {@link Stretch}. */
  Processes processes() {
    return new Processes(name, process.pid(), false);
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
        name + " " + what + "; the end of " + log + " says:\n" + String.join("\n", tail()));
  }

  private List<String> tail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return lines.subList(Math.max(0, lines.size() - TAIL), lines.size());
    } catch (IOException e) {
      return List.of("(not readable: " + e + ")");
    }
  }

  /** Ends it at once. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        throw failed("did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
