/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.target;

/**
 * An ordered stream of changes: a partition of an entity topic. All changes of a key are in one
 * lane.
 *
 * @param topicId the identity of the topic, which a topic of the same name created later does not
 *     share
 */
public record Lane(String topic, String topicId, int partition) implements Comparable<Lane> {

  /** {@code topic-partition}. */
  @Override
  public String toString() {
    return topic + '-' + partition;
  }

  @Override
  public int compareTo(Lane other) {
    int byTopic = topic.compareTo(other.topic);
    return byTopic != 0 ? byTopic : Integer.compare(partition, other.partition);
  }
}
