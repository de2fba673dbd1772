/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import io.debezium.config.CommonConnectorConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceConnector;

/** What the tasks of a connector of our own are told. */
final class TaskSettings {
  private TaskSettings() {}

  /**
   * With the class of the connector that ours extends: what belongs to that, such as the locks of
   * its snapshots, is found by its very class.
   */
  static List<Map<String, String>> of(
      Class<? extends SourceConnector> extended, List<Map<String, String>> ours) {
    return ours.stream().map(settings -> of(extended, settings)).toList();
  }

  private static Map<String, String> of(
      Class<? extends SourceConnector> extended, Map<String, String> ours) {
    Map<String, String> settings = new HashMap<>(ours);
    settings.put(CommonConnectorConfig.CONNECTOR_CLASS, extended.getName());
    return settings;
  }
}
