/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Key;
import dev.tandem.config.key.Located;
import dev.tandem.config.key.MapOf;
import dev.tandem.config.key.Scalars;
import dev.tandem.config.key.Section;
import java.time.Duration;
import java.util.Map;

/** The keys of {@code kafka}. */
final class KafkaKeys {
  static final int DEFAULT_PARTITIONS = 4;
  static final Duration DEFAULT_RETENTION = Duration.ofDays(180);

  static final Key<String> BOOTSTRAP =
      Key.required("bootstrap", Forms.BOOTSTRAP)
          .meaning("Some brokers of the cluster, from which the others are learned.")
          .example("\"kafka-1:9092,kafka-2:9092\"");

  static final Key<Integer> PARTITIONS =
      Key.defaulted(
              "partitions",
              Scalars.number(1, 1000).map(Long::intValue),
              DEFAULT_PARTITIONS,
              String.valueOf(DEFAULT_PARTITIONS))
          .meaning(
              "Partitions of each topic that Tandem creates: as many instances of transform and of"
                  + " each sink can share the work. Fixed once the topics exist, because changes of"
                  + " one key must stay in one partition.")
          .example("12");

  static final Key<Integer> REPLICATION =
      Key.optional(
              "replication", Scalars.number(1, 100).map(Long::intValue), "the broker's default")
          .meaning("Copies of each partition.")
          .example("3");

  /** Less than a day would not outlast a night's outage of a target, and lose its changes. */
  static final Key<Duration> RETENTION =
      Key.defaulted(
              "retention",
              Scalars.duration(Duration.ofDays(1), Duration.ofDays(36500)),
              DEFAULT_RETENTION,
              "180d")
          .meaning(
              "How long topics keep their records: the longest outage of a target that loses"
                  + " nothing, and how far back a replay can begin. Choose more than the parallel"
                  + " run lasts.")
          .example("365d");

  static final Key<Map<String, Located<Secret>>> PROPERTIES =
      Key.optional(
              "properties", new MapOf<>("property", KafkaProperties.NAME, Forms.PROPERTY), "none")
          .meaning(
              "Further properties of every Kafka client, above all `security.protocol`, `sasl.*`"
                  + " and `ssl.*`. Those that the guarantees rest on are refused, see below.")
          .example("{security.protocol: SASL_SSL}");

  static final Section SECTION =
      Section.of(BOOTSTRAP, PARTITIONS, REPLICATION, RETENTION, PROPERTIES);

  private KafkaKeys() {}
}
