/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.source.SourcePosition;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import java.util.Optional;

/** Tells, from Kafka alone, how far a source has been captured. */
public final class CapturedPosition implements AutoCloseable {
  private final OffsetsTopic.Reader offsets;

  /** Connects lazily. */
  public CapturedPosition(KafkaConnection kafka, PipelineTopics topics) {
    this.offsets = new OffsetsTopic(kafka, topics).reader();
  }

  /**
   * What is published in full by now; empty before the first snapshot is done, and before what
   * became of rows since the last one is told.
   */
  public Optional<SourcePosition> now() {
    OffsetsTopic.Content content = offsets.readOn();
    return content
        .offsets()
        .only()
        .filter(offset -> !offset.inSnapshot() && content.state().sweep().isEmpty())
        .map(offset -> new SourcePosition(offset.gtids()));
  }

  @Override
  public void close() {
    offsets.close();
  }
}
