/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import java.time.Duration;
import java.util.List;

/**
 * What a sink reads, and how much at a time.
 *
 * @param name {@code sink-postgres} or {@code sink-dynamo}
 * @param group the consumer group that shares the partitions
 * @param topics the entity topics that the target takes
 * @param batch the most that is written together
 * @param conflictPatience how long a lane waits for a change in another lane that makes its own
 *     acceptable, before its change is parked
 * @param flood when an entity is stopped
 */
public record SinkConfig(
    String name,
    String group,
    List<String> topics,
    BatchSize batch,
    Duration conflictPatience,
    FloodLimit flood) {
  /** What a target writes at its usual pace in a fraction of a second, and what memory has for. */
  public static final BatchSize BATCH = new BatchSize(5_000, 16 << 20);

  /** Longer than a lane that is only behind needs to come up. */
  public static final Duration CONFLICT_PATIENCE = Duration.ofSeconds(30);

  /** Copies the topics. */
  public SinkConfig {
    topics = List.copyOf(topics);
  }
}
