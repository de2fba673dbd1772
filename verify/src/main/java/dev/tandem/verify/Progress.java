/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import dev.tandem.model.source.SourcePosition;

/** How far the target has come. */
public interface Progress {

  /**
   * Returns once everything that the source had committed at a position is in the target, or in the
   * dead letters.
   *
   * @throws dev.tandem.model.error.TandemException when that will not come about
   */
  void awaitApplied(SourcePosition position) throws InterruptedException;
}
