/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import java.util.Set;

/**
 * What is replayed, and how.
 *
 * @param stage the sink that takes the topic ordinarily: {@code sink-postgres} or {@code
 *     sink-dynamo}
 * @param group the consumer group in which the replay notes how far it is
 * @param topic the entity topic
 * @param from where it begins
 * @param keys the rows that are meant, each as the key's JSON or as its values separated by commas;
 *     none for all
 * @param rate the most rows a second
 * @param restart whether to begin anew though an earlier start got some way
 * @param parks whether what the target refuses becomes a dead letter, or is only counted
 * @param flood when the replay stops because too much is refused
 */
public record ReplayConfig(
    String stage,
    String group,
    String topic,
    ReplayFrom from,
    Set<String> keys,
    int rate,
    boolean restart,
    boolean parks,
    FloodLimit flood) {

  /** Copies the keys. */
  public ReplayConfig {
    keys = Set.copyOf(keys);
    if (rate < 1) {
      throw new IllegalArgumentException("a rate of " + rate);
    }
  }
}
