/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import java.time.Duration;

/**
 * How topics are made when they are missing.
 *
 * @param partitions of raw and entity topics
 * @param replication the factor of all topics; -1 for the broker's default
 * @param retention of raw topics, entity topics and dead letters: how far back a replay can reach
 */
public record TopicSettings(int partitions, short replication, Duration retention) {}
