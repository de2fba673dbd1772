/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import java.util.HashMap;
import java.util.Map;

/**
 * How to reach Kafka.
 *
 * @param properties client properties: {@code bootstrap.servers} and what security asks for
 */
public record KafkaConnection(Map<String, String> properties) {

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

  /** Without the values: they can hold secrets. */
  @Override
  public String toString() {
    return "KafkaConnection" + properties.keySet();
  }
}
