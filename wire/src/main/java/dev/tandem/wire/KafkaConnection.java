/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * How to reach Kafka.
 *
 * @param properties client properties: {@code bootstrap.servers} and what security asks for
 */
public record KafkaConnection(Map<String, String> properties) {
  private static final Map<String, Object> READING =
      Map.of(
          ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
          ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);

  /** Copies the properties. */
  public KafkaConnection {
    properties = Map.copyOf(properties);
  }

  /** A connection without security. */
  public static KafkaConnection plain(String bootstrapServers) {
    return new KafkaConnection(Map.of("bootstrap.servers", bootstrapServers));
  }

  /** The properties of a client: these, and those that only it needs, which win. */
  public Map<String, Object> with(Map<String, ?> own) {
    Map<String, Object> all = new HashMap<>(properties);
    all.putAll(own);
    return all;
  }

  /**
   * The properties of a consumer: these, those of every consumer of Tandem, and those that only it
   * needs, which win. It sees committed records only, commits no offset by itself, and makes no
   * topic by asking for one: a broker would make it with its own retention and partitions.
   */
  public Map<String, Object> reading(Map<String, ?> own) {
    Map<String, Object> all = with(READING);
    all.putAll(own);
    return all;
  }

  /** Without the values: they can hold secrets. */
  @Override
  public String toString() {
    return "KafkaConnection" + properties.keySet();
  }
}
