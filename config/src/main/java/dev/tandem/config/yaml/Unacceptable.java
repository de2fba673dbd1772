/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.yaml;

import dev.tandem.config.problem.ConfigCode;

/** A document that is valid YAML and yet no configuration. */
final class Unacceptable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final int line;
  private final int column;

  Unacceptable(Reason reason, int line, int column) {
    super(reason.message, null, false, false);
    this.reason = reason;
    this.line = line;
    this.column = column;
  }

  Reason reason() {
    return reason;
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }

  /** Why. */
  enum Reason {
    /** Nesting that would exhaust the stack. */
    DEPTH(
        ConfigCode.LIMIT,
        "the nesting is deeper than " + NodeReader.MAX_DEPTH + " levels",
        "check that it is the right file"),
    /** More values than there is memory for. */
    VALUES(
        ConfigCode.LIMIT,
        "the file holds more than " + NodeReader.MAX_VALUES + " keys and values",
        "check that it is the right file, or split it into several pipelines"),
    /** A second document behind {@code ---}. */
    SECOND_DOCUMENT(
        ConfigCode.SYNTAX,
        "a second document begins here",
        "remove the '---' line: a file is one pipeline");

    final ConfigCode code;
    final String message;
    final String suggestion;

    Reason(ConfigCode code, String message, String suggestion) {
      this.code = code;
      this.message = message;
      this.suggestion = suggestion;
    }
  }
}
