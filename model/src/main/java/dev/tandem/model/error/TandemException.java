/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.error;

import org.jspecify.annotations.Nullable;

/**
 * A failure that is told to a user: a code, and one sentence that says what happened, where, and
 * what to do.
 */
public class TandemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ErrorCode code;

  /**
   * Makes one without a cause.
   *
   * @param sentence what happened, where, and what to do; never holds a secret or a row's value
   */
  public TandemException(ErrorCode code, String sentence) {
    this(code, sentence, null);
  }

  /** Makes one with the failure that led to it. */
  public TandemException(ErrorCode code, String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
    this.code = code;
  }

  /** The stable name of this failure. */
  public ErrorCode code() {
    return code;
  }

  /** The line a user sees. */
  public String line() {
    return code.code() + ": " + getMessage();
  }
}
