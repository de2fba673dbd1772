/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.WriteResult;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A partition's part of what is replayed. */
final class ReplayLane {
  private final LaneBuffer buffer;
  private final TopicPartition partition;
  private final long from;
  private long end;

  ReplayLane(Lane lane, long from, long next, long end) {
    this.buffer = new LaneBuffer(lane);
    this.partition = Lanes.partition(lane);
    this.from = from;
    this.end = end;
    buffer.claimed(next, System.nanoTime());
  }

  LaneBuffer buffer() {
    return buffer;
  }

  Lane lane() {
    return buffer.lane();
  }

  TopicPartition partition() {
    return partition;
  }

  boolean takes(ConsumerRecord<byte[], byte[]> record) {
    return record.offset() < end;
  }

  boolean isDone() {
    return buffer.next() >= end;
  }

  boolean flows() {
    return !isDone() && buffer.flows(System.nanoTime());
  }

  boolean isWhole() {
    return from == 0;
  }

  /** Lets the range end later; what was polled behind its former end is polled again. */
  void extend(long to, Consumer<byte[], byte[]> consumer) {
    end = Math.max(end, to);
    consumer.seek(partition, buffer.next());
  }

  void requireNotBeyond(long offset) {
    if (buffer.next() > offset) {
      throw new TandemException(
          SinkCode.REPLAY_RANGE,
          lane()
              + " was replayed up to offset "
              + buffer.next()
              + " before, which is behind the end that is wanted, "
              + offset
              + ": begin anew with --restart.");
    }
  }

  /** The range may end in offsets at which there are no records. */
  void polled(Consumer<byte[], byte[]> consumer) {
    if (!isDone() && buffer.held().records() == 0 && consumer.position(partition) >= end) {
      buffer.written(end);
    }
  }

  void written(Batch.Span span, WriteResult result, Consumer<byte[], byte[]> consumer) {
    WriteResult.Blockage blockage = result.blocked().get(lane());
    if (blockage == null) {
      buffer.written(span.to());
    } else {
      buffer.blocked(blockage.offset(), System.nanoTime());
      consumer.seek(partition, blockage.offset());
    }
  }

  long done() {
    return buffer.next() - from;
  }

  long total() {
    return end - from;
  }

  ReplayMark mark(boolean finished, ReplayCounts counts) {
    return new ReplayMark(from, end, buffer.next(), finished, counts);
  }
}
