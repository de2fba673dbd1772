/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.model.error.TandemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file with the token that orders need, read at each of them. Safe for several threads. */
final class TokenFile implements Supplier<String> {
  private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);

  /** Of letters and digits, as many as nobody can guess over a network. */
  private static final int SHORTEST = 16;

  private final Path file;
  private volatile String last;

  /**
   * Reads it for the first time.
   *
   * @throws TandemException when it cannot be read, or holds a token that could be guessed
   */
  TokenFile(Path file) {
    this.file = file;
    try {
      this.last = read();
    } catch (IOException e) {
      throw refused("cannot be read: " + e.getMessage());
    }
  }

  /** While the file is being replaced there may be none: the last one is as good as any then. */
  @Override
  public String get() {
    try {
      last = read();
    } catch (IOException | TandemException e) {
      LOG.warn("{} The token read before is valid.", e.getMessage());
    }
    return last;
  }

  private String read() throws IOException {
    String token = Files.readString(file).strip();
    if (token.length() < SHORTEST) {
      throw refused("holds a token of less than " + SHORTEST + " characters");
    }
    return token;
  }

  private TandemException refused(String why) {
    return new TandemException(
        CliCode.HTTP_TOKEN,
        "--http-token-file " + file + " " + why + ". " + CliCode.HTTP_TOKEN.remedy());
  }
}
