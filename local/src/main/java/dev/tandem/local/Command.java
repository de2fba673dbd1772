/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs short programs of the operating system. */
final class Command {
  private Command() {}

  /**
   * What a program did.
   *
   * @param output what it wrote, errors included
   */
  record Result(int status, String output) {
    boolean succeeded() {
      return status == 0;
    }
  }

  static Result run(
      Path folder, Map<String, String> environment, Duration limit, List<String> command)
      throws IOException {
    Path output = Files.createTempFile("tandem", ".txt");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true).redirectOutput(output.toFile());
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new IOException(
            command.get(0) + " was not done after " + limit.toSeconds() + " s: " + read(output));
      }
      return new Result(process.exitValue(), read(output));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(command.get(0) + " was interrupted", e);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
  }
}
