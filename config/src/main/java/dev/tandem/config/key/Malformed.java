/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.key;

import dev.tandem.config.problem.ConfigCode;

/** A text that a key does not take. Checked, so that it always becomes a problem with a place. */
public final class Malformed extends Exception {
  private static final long serialVersionUID = 1L;

  private final ConfigCode code;
  private final String suggestion;

  /** Says what is wrong and what to write; neither may hold a secret. */
  public Malformed(ConfigCode code, String message, String suggestion) {
    super(message, null, false, false);
    this.code = code;
    this.suggestion = suggestion;
  }

  /** A value that is not among those allowed. */
  public Malformed(String message, String suggestion) {
    this(ConfigCode.BAD_VALUE, message, suggestion);
  }

  /** The kind of problem. */
  public ConfigCode code() {
    return code;
  }

  /** What to do about it. */
  public String suggestion() {
    return suggestion;
  }
}
