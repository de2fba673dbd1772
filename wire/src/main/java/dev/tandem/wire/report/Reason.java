/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire.report;

import dev.tandem.model.error.TandemException;

/**
 * Why something does not go on.
 *
 * @param code stable, the same that docs/errors.md explains; empty when there is none
 * @param sentence what happened, where, and what to do; without secrets and row values
 */
public record Reason(String code, String sentence) {

  /** What a failure tells. */
  public static Reason of(TandemException failure) {
    return new Reason(failure.code().code(), String.valueOf(failure.getMessage()));
  }

  /** The line that a person sees. */
  public String line() {
    return code.isEmpty() ? sentence : code + ": " + sentence;
  }
}
