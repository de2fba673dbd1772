/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A Kafka cluster and the topics that Tandem makes in it.
 *
 * @param bootstrap {@code host:port} pairs, parted by commas
 * @param partitions of each topic
 * @param replication copies of each partition; empty for the broker's default
 * @param retention how long topics keep their records
 * @param properties further client properties; all are secrets, because some hold one
 */
public record KafkaConfig(
    String bootstrap,
    int partitions,
    OptionalInt replication,
    Duration retention,
    Map<String, Secret> properties) {
  /** Modules of the JDK by which a text under {@code sasl.jaas.config} could load foreign code. */
  public static final List<String> REFUSED_LOGIN_MODULES =
      List.of(
          "com.sun.security.auth.module.JndiLoginModule",
          "com.sun.security.auth.module.LdapLoginModule");

  /** Copies the properties in their order. */
  public KafkaConfig {
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }

  /** A cluster with everything else as the file's defaults say, for the embedded broker. */
  public static KafkaConfig of(String bootstrap) {
    return new KafkaConfig(
        bootstrap,
        KafkaKeys.DEFAULT_PARTITIONS,
        OptionalInt.empty(),
        KafkaKeys.DEFAULT_RETENTION,
        Map.of());
  }
}
