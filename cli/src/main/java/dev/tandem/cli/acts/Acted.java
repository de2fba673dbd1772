/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.acts;

import java.util.List;

/**
 * What came of an act at one target.
 *
 * @param target {@code postgres} or {@code dynamo}
 * @param isNew whether anything was ordered; when not, it stood so already
 * @param isObeyed whether every sink that runs has done it
 * @param unanswered the instances that run and have not said so; none when no sink runs at all
 * @param before how the entity stood before, for people
 */
public record Acted(
    String target, boolean isNew, boolean isObeyed, List<String> unanswered, String before) {

  /** Copies the instances. */
  public Acted {
    unanswered = List.copyOf(unanswered);
  }

  /** What is not as it was meant to be, in one sentence; empty when all is. */
  public String remark() {
    if (isObeyed) {
      return "";
    }
    return unanswered.isEmpty()
        ? "no sink-" + target + " runs: the order stands, and is obeyed when one is started"
        : "not obeyed yet by "
            + String.join(", ", unanswered)
            + ": the order stands; './tandem status' tells what they wait for";
  }
}
