/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What capture reads, and where it publishes.
 *
 * @param plan its tables are the ones captured
 * @param heartbeatEvery how often the heartbeat of the plan is written; empty to write none
 */
public record CaptureConfig(
    KafkaConnection kafka,
    PipelineTopics topics,
    SourceEngine source,
    MappingPlan plan,
    Optional<Duration> heartbeatEvery) {

  /** Without a heartbeat. */
  public CaptureConfig(
      KafkaConnection kafka, PipelineTopics topics, SourceEngine source, MappingPlan plan) {
    this(kafka, topics, source, plan, Optional.empty());
  }

  /** The captured tables. */
  public List<TableId> tables() {
    return plan.tables();
  }

  /** A table with the key of its records. */
  SourceTable keyed(SourceTable table) {
    return table.keyedBy(keys(List.of(table)).getOrDefault(table.id(), table.key()));
  }

  /**
   * The columns that the connector must be told to be keys, by table: those declared as the key of
   * a table that has none, and that of every table where it may take others for the key.
   *
   * @param tables the captured tables as the catalogue has them now
   */
  Map<TableId, List<String>> keys(List<SourceTable> tables) {
    Map<TableId, List<String>> keys = new HashMap<>();
    for (SourceTable table : tables) {
      for (EntityPlan entity : plan.of(table.id())) {
        if (entity.columns().wholeRow() || !entity.columns().declaredKey().isEmpty()) {
          keys.put(table.id(), entity.keyColumns(table));
        }
      }
    }
    if (source.mistakesKeys()) {
      tables.stream()
          .filter(table -> !table.key().isEmpty())
          .forEach(table -> keys.putIfAbsent(table.id(), table.key()));
    }
    return keys;
  }
}
