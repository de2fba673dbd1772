/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.source.SourcePosition;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
    List<SourceOffsets.Offset> all = content.offsets().all();
    boolean isTold = all.stream().noneMatch(SourceOffsets.Offset::inSnapshot);
    return all.isEmpty() || !isTold || !content.state().sweep().isEmpty()
        ? Optional.empty()
        : Optional.of(position(all));
  }

  /** Of several partitions, a line for each: its database and where it stands. */
  private static SourcePosition position(List<SourceOffsets.Offset> all) {
    return new SourcePosition(
        all.stream()
            .map(
                offset ->
                    offset.database().isEmpty()
                        ? offset.position()
                        : offset.database() + ' ' + offset.position())
            .sorted()
            .collect(Collectors.joining("\n")));
  }

  @Override
  public void close() {
    offsets.close();
  }
}
