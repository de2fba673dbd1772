/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators order for single entities, in a compacted topic: a pause stands until it is taken
 * back by a record without a value; a restart is obeyed once by those who are there.
 */
public final class ControlTopic {
  private static final Logger LOG = LoggerFactory.getLogger(ControlTopic.class);
  private static final String PAUSE = "pause/";
  private static final String RESTART = "restart/";

  private ControlTopic() {}

  /** The record that pauses an entity. */
  public static ProducerRecord<byte[], byte[]> pause(PipelineTopics topics, EntityOrder order) {
    return new ProducerRecord<>(topics.control(), 0, bytes(PAUSE + order.key()), order.toJson());
  }

  /** The record that takes a pause back. */
  public static ProducerRecord<byte[], byte[]> resume(PipelineTopics topics, EntityOrder order) {
    return new ProducerRecord<>(topics.control(), 0, bytes(PAUSE + order.key()), null);
  }

  /** The record that has an entity begin anew. */
  public static ProducerRecord<byte[], byte[]> restart(PipelineTopics topics, EntityOrder order) {
    return new ProducerRecord<>(topics.control(), 0, bytes(RESTART + order.key()), order.toJson());
  }

  private static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  /** Reads the topic on, again and again. Used by one thread at a time. */
  public static final class Reader implements AutoCloseable {
    private final TopicLog log;
    private final Map<String, EntityOrder> paused = new TreeMap<>();
    private final List<EntityOrder> restarts = new ArrayList<>();
    private long seen;

    /** Connects lazily; begins with the oldest order. */
    public Reader(KafkaConnection kafka, PipelineTopics topics) {
      log = new TopicLog(kafka, topics.control());
    }

    /** Takes in all that was ordered by now; nothing while there is no such topic. */
    public void readOn() {
      log.readOn(this::take);
    }

    /** Takes in what has arrived already, without waiting for more. */
    public void glance() {
      log.glance(this::take);
    }

    private void take(ConsumerRecord<String, byte[]> record) {
      String key = String.valueOf(record.key());
      seen = record.offset() + 1;
      try {
        if (key.startsWith(PAUSE) && record.value() == null) {
          paused.remove(key.substring(PAUSE.length()));
        } else if (key.startsWith(PAUSE)) {
          paused.put(key.substring(PAUSE.length()), EntityOrder.ofJson(record.value()));
        } else if (key.startsWith(RESTART) && record.value() != null) {
          restarts.add(EntityOrder.ofJson(record.value()));
        }
      } catch (UncheckedIOException e) {
        LOG.warn("{}@{} is no order, and is passed over", record.topic(), record.offset());
      }
    }

    /** The pauses that stand, by target and entity. */
    public List<EntityOrder> paused() {
      return List.copyOf(paused.values());
    }

    /** The restarts that were read since the last call. */
    public List<EntityOrder> restarts() {
      List<EntityOrder> read = List.copyOf(restarts);
      restarts.clear();
      return read;
    }

    /** One behind the last order that was read. */
    public long seen() {
      return seen;
    }

    @Override
    public void close() {
      log.close();
    }
  }
}
