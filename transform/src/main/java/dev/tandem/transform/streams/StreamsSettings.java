/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.streams;

import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.Topics;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How an app of Kafka Streams is run.
 *
 * @param application its id, and so its consumer group and the prefix of its own topics
 * @param threads stream threads of this instance
 * @param folder where it keeps its state
 * @param keepsState whether it keeps state, which is right only exactly once; without, a change may
 *     be published twice, under the same version
 * @param standbys how many other instances keep a copy of each piece of state
 */
public record StreamsSettings(
    KafkaConnection kafka,
    String application,
    int threads,
    Path folder,
    boolean keepsState,
    int standbys) {
  private static final int COMMIT_MS = 500;

  /** Each step that a record takes from one task to the next waits for a commit. */
  private static final int COMMIT_STATE_MS = 100;

  private static final long CACHE = 32L << 20;

  /** Of an app that keeps nothing: its folder holds a lock file. */
  public static StreamsSettings stateless(
      KafkaConnection kafka, String application, int threads, Path folder) {
    return new StreamsSettings(kafka, application, threads, folder, false, 0);
  }

  /** Of one that keeps tables. */
  public static StreamsSettings stateful(
      KafkaConnection kafka, String application, int threads, Path folder, int standbys) {
    return new StreamsSettings(kafka, application, threads, folder, true, standbys);
  }

  Properties properties() {
    Map<String, Object> own = new HashMap<>();
    own.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
    own.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    own.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    own.put(StreamsConfig.POLL_MS_CONFIG, 50);
    // No order is kept between partitions, so none waits for another.
    own.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    own.put(StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
    own.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
    own.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 2);
    own.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 << 10);
    own.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    own.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        Topics.LARGEST_RECORD);
    own.putAll(keepsState ? withState() : withoutState());
    Properties properties = new Properties();
    properties.putAll(kafka.with(own));
    return properties;
  }

  private static Map<String, Object> withoutState() {
    return Map.of(
        StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
        StreamsConfig.AT_LEAST_ONCE,
        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
        COMMIT_MS);
  }

  private Map<String, Object> withState() {
    Map<String, Object> own = new HashMap<>();
    own.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    own.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_STATE_MS);
    own.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbys);
    own.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE);
    own.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    own.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
    own.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedMemory.class);
    own.put(
        StreamsConfig.topicPrefix("max.message.bytes"), Integer.toString(Topics.LARGEST_RECORD));
    return own;
  }
}
