/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Produced;
import org.jspecify.annotations.Nullable;

/**
 * The lookup in two steps as one writes it by hand: Kafka Streams' own joins of Debezium's JSON,
 * without types, rules, errors or versions, under the settings of Tandem's.
 */
final class BareJoin {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int COMMIT_MS = 100;

  private final Properties properties = new Properties();
  private final List<String> raw;
  private final String out;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * One that has not started.
   *
   * @param raw the topics of payments, loans and applications
   * @param out the topic of payments with their loan and application
   */
  BareJoin(String bootstrap, String group, Path folder, List<String> raw, String out) {
    this.raw = List.copyOf(raw);
    this.out = out;
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, group);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MS);
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
    properties.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.BytesSerde.class);
    properties.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
  }

  void run() {
    StreamsBuilder builder = new StreamsBuilder();
    table(builder, raw.get(0))
        .leftJoin(table(builder, raw.get(1)), row -> key(row, "loan_id"), with("loan"))
        .leftJoin(
            table(builder, raw.get(2)),
            row -> key(row, "loan", "application_id"),
            with("application"))
        .toStream()
        .to(out, Produced.with(Serdes.Bytes(), Serdes.ByteArray()));
    try (KafkaStreams streams = new KafkaStreams(builder.build(), properties)) {
      streams.start();
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void close() {
    closed.countDown();
  }

  private static KTable<Bytes, byte[]> table(StreamsBuilder builder, String topic) {
    return builder.stream(topic, Consumed.with(Serdes.Bytes(), Serdes.ByteArray()))
        .mapValues(change -> bytes(read(change).path("after")))
        .toTable();
  }

  private static @Nullable Bytes key(byte[] row, String... path) {
    JsonNode key = read(row);
    for (String name : path) {
      key = key.path(name);
    }
    return key.isNumber() ? Bytes.wrap(bytes(JSON.createObjectNode().set("id", key))) : null;
  }

  private static org.apache.kafka.streams.kstream.ValueJoiner<byte[], byte[], byte[]> with(
      String name) {
    return (row, parent) -> {
      ObjectNode whole = (ObjectNode) read(row);
      whole.set(name, parent == null ? JSON.nullNode() : read(parent));
      return bytes(whole);
    };
  }

  private static JsonNode read(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(JsonNode json) {
    try {
      return JSON.writeValueAsBytes(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
