/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs {@link ServersMain} in a JVM of its own. */
final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private ChildJvm(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts it.
   *
   * @param prefix a command that runs another one
   */
  static ChildJvm start(List<String> prefix, List<String> options, String classPath, Path folder)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC"));
    Stream.of(MySqlRelease.DIST, ServerCache.FOLDER, DynamoClassPath.HOME)
        .filter(name -> System.getProperty(name) != null)
        .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, ServersMain.class.getName(), folder.toString()));
    return new ChildJvm(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** The class path of the tests, whatever started them. */
  static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  static List<Path> classPathEntries() {
    return Stream.of(classPath().split(File.pathSeparator)).map(Path::of).toList();
  }

  long pid() {
    return process.pid();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void closeInput() throws IOException {
    process.getOutputStream().close();
  }

  int await() throws InterruptedException {
    return process.waitFor();
  }

  /** Reads on until that line comes, and returns all that was read. */
  String readUntil(String line) throws IOException {
    StringBuilder all = new StringBuilder();
    String next = output.readLine();
    while (next != null) {
      all.append(next).append('\n');
      if (next.equals(line)) {
        return all.toString();
      }
      next = output.readLine();
    }
    throw new IOException("it ended without saying '" + line + "' but:\n" + all);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
