/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.log;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a line of the log looks like. */
public enum LogFormat {
  /** A line for people. */
  TEXT,
  /** One object a line, for what collects logs. */
  JSON;

  /** The variable of the environment that says which. */
  public static final String VARIABLE = "TANDEM_LOG_FORMAT";

  /** That of a name in any case; text for an empty one, and empty for a name of none. */
  public static Optional<LogFormat> of(String name) {
    if (name.isBlank()) {
      return Optional.of(TEXT);
    }
    return Arrays.stream(values())
        .filter(format -> format.name().equals(name.strip().toUpperCase(Locale.ROOT)))
        .findFirst();
  }

  /** What the environment asks for; empty when that is none. */
  public static Optional<LogFormat> asked() {
    return of(System.getenv().getOrDefault(VARIABLE, ""));
  }
}
