/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.letters;

import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.DeadLetterTopic;
import dev.tandem.wire.DeadLetterTopic.Filed;
import dev.tandem.wire.PlacedRecords;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** The dead letters of a pipeline. */
public final class Letters {
  private final Pipeline pipeline;

  /** Connects when it is asked. */
  public Letters(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  /**
   * All of them in the order of their parking, settled ones too, without the records that were
   * refused; none for a pipeline that has never begun.
   */
  public List<Filed> all() {
    return DeadLetterTopic.filed(pipeline.kafka(), pipeline.names(), DeadLetter::withoutValue);
  }

  /** A letter with the record that was refused, as far as it had room for that. */
  public DeadLetter whole(Filed filed) {
    try (PlacedRecords records = new PlacedRecords(pipeline.kafka())) {
      return whole(filed, records);
    }
  }

  DeadLetter whole(Filed filed, PlacedRecords records) {
    TopicPartition partition = new TopicPartition(pipeline.names().deadLetters(), 0);
    return records
        .at(partition, filed.number())
        .map(record -> DeadLetter.ofJson(record.value()))
        .orElse(filed.letter());
  }
}
