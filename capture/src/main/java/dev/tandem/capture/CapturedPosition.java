/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.source.SourcePosition;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import java.util.Optional;

/** Tells, from Kafka alone, how far a source has been captured. */
public final class CapturedPosition {
  private CapturedPosition() {}

  /** What is published in full; empty before the first snapshot is done. */
  public static Optional<SourcePosition> read(KafkaConnection kafka, PipelineTopics topics) {
    return new OffsetsTopic(kafka, topics)
        .read()
        .offsets()
        .only()
        .filter(offset -> !offset.inSnapshot())
        .map(offset -> new SourcePosition(offset.gtids()));
  }
}
