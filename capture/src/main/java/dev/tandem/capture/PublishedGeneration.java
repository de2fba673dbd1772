/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.wire.Headers;
import dev.tandem.wire.LastRecords;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * The highest generation that raw topics hold, for when the topic that remembers it was deleted:
 * versions below those at the targets would be taken for old ones, every one of them.
 */
final class PublishedGeneration {

  private PublishedGeneration() {}

  /**
   * The highest one, or empty when no record in the partitions tells of one.
   *
   * @param consumer reads committed records only; is assigned and moved by this
   */
  static OptionalInt highest(
      Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
    return LastRecords.of(consumer, partitions, record -> of(record).isPresent()).values().stream()
        .flatMapToInt(record -> of(record).stream())
        .max();
  }

  private static OptionalInt of(ConsumerRecord<byte[], byte[]> record) {
    Header generation = record.headers().lastHeader(Headers.GENERATION);
    return generation == null
        ? OptionalInt.empty()
        : OptionalInt.of(
            Integer.parseInt(new String(generation.value(), StandardCharsets.US_ASCII)));
  }
}
