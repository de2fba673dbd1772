/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.streams;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.error.TandemException;
import dev.tandem.wire.Headers;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.LastRecords;
import dev.tandem.wire.PipelineTopics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Keeps versions of two kinds out of one topic. A row that is made of one row has the version of
 * that, one that is made of several that of its own record, and neither says which is newer.
 */
public final class EntityKind {
  private EntityKind() {}

  /**
   * Checks that entities were never made otherwise.
   *
   * @param joined whether they are to be made of several tables
   * @throws TandemException when one of them was
   */
  public static void check(
      KafkaConnection kafka,
      PipelineTopics topics,
      Collection<EntityName> entities,
      boolean joined) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            kafka.reading(Map.of()), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          entities.stream()
              .flatMap(entity -> consumer.partitionsFor(topics.entity(entity)).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      LastRecords.of(consumer, partitions, record -> true)
          .values()
          .forEach(record -> check(record, joined));
    }
  }

  private static void check(ConsumerRecord<byte[], byte[]> record, boolean joined) {
    if ((record.headers().lastHeader(Headers.JOINED) != null) != joined) {
      throw new TandemException(
          TransformCode.JOIN_KIND,
          record.topic()
              + ": "
              + TransformCode.JOIN_KIND.meaning()
              + ' '
              + TransformCode.JOIN_KIND.remedy());
    }
  }
}
