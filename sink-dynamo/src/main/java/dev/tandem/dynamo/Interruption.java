/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.target.TargetUnavailable;

/** What becomes of a wait that is ended from outside. */
final class Interruption {
  private Interruption() {}

  /** What to throw, once the thread is marked again for those further up who wait, too. */
  static TargetUnavailable of(InterruptedException cause, String sentence) {
    Thread.currentThread().interrupt();
    return new TargetUnavailable(DynamoCode.UNAVAILABLE, sentence, cause);
  }
}
