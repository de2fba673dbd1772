/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Malformed;
import dev.tandem.config.key.References;
import dev.tandem.config.problem.ConfigCode;
import dev.tandem.model.error.TandemException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value that never reaches a message or a log line (invariant 8).
 *
 * @param value the secret itself; may be empty
 * @param reference the <code>${...}</code> that it came from, paths made absolute; empty when it
 *     stands in the file
 */
public record Secret(String value, Optional<String> reference) {

  /** Whether it comes out of a file; the environment of a process stays as it is. */
  public boolean canChange() {
    return reference.filter(written -> written.contains("${file:")).isPresent();
  }

  /**
   * Reads the secret again, for a server that no longer takes the old one; a secret that stands in
   * the file stays as it is.
   *
   * @throws TandemException when the reference leads nowhere any more
   */
  public Secret reread(Function<String, @Nullable String> environment) {
    if (reference.isEmpty()) {
      return this;
    }
    try {
      return new Secret(
          new References(Path.of(""), environment).resolve(reference.get()).value(), reference);
    } catch (Malformed e) {
      throw new TandemException(
          ConfigCode.REFERENCE, "A secret can no longer be read: " + e.getMessage() + ".");
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}
