/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.target;

import dev.tandem.model.error.ErrorCode;
import dev.tandem.model.error.TandemException;
import org.jspecify.annotations.Nullable;

/**
 * The target cannot take anything now, whatever it is: to be tried again, for as long as it takes.
 */
public final class TargetUnavailable extends TandemException {
  private static final long serialVersionUID = 1L;

  /** Says what the target answered and what to do. */
  public TargetUnavailable(ErrorCode code, String sentence, @Nullable Throwable cause) {
    super(code, sentence, cause);
  }
}
