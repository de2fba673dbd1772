/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.acts;

import dev.tandem.wire.ControlTopic;
import dev.tandem.wire.EntityOrder;
import dev.tandem.wire.PipelineTopics;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What is done to an entity at a target. */
public enum Act {
  /** Its changes wait in Kafka. */
  PAUSE("paused"),
  /** It goes on where it was paused. */
  RESUME("resumed"),
  /** What it was stopped for is forgotten, and what waits tries again at once. */
  RESTART("restarted");

  private final String done;

  Act(String done) {
    this.done = done;
  }

  /** What the entity is afterwards, in one word. */
  public String done() {
    return done;
  }

  ProducerRecord<byte[], byte[]> record(PipelineTopics topics, EntityOrder order) {
    return switch (this) {
      case PAUSE -> ControlTopic.pause(topics, order);
      case RESUME -> ControlTopic.resume(topics, order);
      case RESTART -> ControlTopic.restart(topics, order);
    };
  }
}
