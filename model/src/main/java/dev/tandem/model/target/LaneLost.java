/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.target;

import dev.tandem.model.error.ErrorCode;
import dev.tandem.model.error.TandemException;

/** Another writer has claimed a lane: this one must stop writing it at once. */
public final class LaneLost extends TandemException {
  private static final long serialVersionUID = 1L;

  /** Names the lane and what happened. */
  public LaneLost(ErrorCode code, String sentence) {
    super(code, sentence);
  }
}
