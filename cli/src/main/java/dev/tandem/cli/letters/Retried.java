/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.letters;

import dev.tandem.wire.DeadLetterTopic.Filed;
import java.util.Optional;

/**
 * What became of a letter that was tried again.
 *
 * @param why it was left as it is; empty when it was not
 * @param again the new letter, when the row was refused again
 */
public record Retried(Filed letter, Result result, String why, Optional<Filed> again) {

  static Retried left(Filed letter, String why) {
    return new Retried(letter, Result.LEFT, why, Optional.empty());
  }

  static Retried asked(Filed letter) {
    return new Retried(letter, Result.ASKED, "", Optional.empty());
  }

  static Retried again(Filed letter, Filed again) {
    return new Retried(letter, Result.REFUSED_AGAIN, "", Optional.of(again));
  }

  /** For the audit. */
  String outcome() {
    return again
        .map(other -> "refused again: " + other.number() + ' ' + other.letter().code())
        .orElse(result == Result.DELETED ? "deleted" : "applied");
  }

  /** How it went. */
  public enum Result {
    /** The row is at the target as it is at the source, and the letter is settled. */
    APPLIED,
    /** The row is gone from the source and from the target, and the letter is settled. */
    DELETED,
    /** The row was refused again: a new letter stands for this one, which is settled. */
    REFUSED_AGAIN,
    /** Nothing could be done; the letter is open. */
    LEFT,
    /** Capture was asked, and nobody waited for what comes of it; the letter is open. */
    ASKED;

    /** Whether nothing is left to be done about the row. */
    public boolean isDone() {
      return this == APPLIED || this == DELETED || this == ASKED;
    }

    /** Whether the letter is no longer open. */
    public boolean settles() {
      return this == APPLIED || this == DELETED || this == REFUSED_AGAIN;
    }
  }
}
