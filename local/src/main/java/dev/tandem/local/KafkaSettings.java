/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import java.util.List;
import java.util.Map;

/**
 * How an embedded Kafka is run.
 *
 * @param listeners the protocols that it speaks besides plain text, each on a port of its own:
 *     {@code SSL}, {@code SASL_SSL}
 * @param options further settings of the broker by name, which win over those that are always given
 */
public record KafkaSettings(List<String> listeners, Map<String, String> options) {

  /** Copies both. */
  public KafkaSettings {
    listeners = List.copyOf(listeners);
    options = Map.copyOf(options);
  }

  /** Plain text alone, for anybody on this machine. */
  public static KafkaSettings plain() {
    return new KafkaSettings(List.of(), Map.of());
  }
}
