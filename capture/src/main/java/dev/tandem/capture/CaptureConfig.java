/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.source.OnTruncate;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.mysql.MySqlConnection;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What capture reads, and where it publishes.
 *
 * @param serverId what capture calls itself among the source's replicas; empty for one made of the
 *     pipeline's name
 * @param onTruncate what becomes of the rows of a table that is truncated
 * @param plan its tables are the ones captured
 */
public record CaptureConfig(
    KafkaConnection kafka,
    PipelineTopics topics,
    MySqlConnection source,
    OptionalLong serverId,
    OnTruncate onTruncate,
    MappingPlan plan) {
  private static final int FIRST_SERVER_ID = 100_000_000;
  private static final int SERVER_IDS = 1_000_000_000;

  /** The captured tables. */
  public List<TableId> tables() {
    return plan.tables();
  }

  /**
   * The columns declared as keys of tables that have none, by table.
   *
   * @param tables the captured tables as the catalogue has them now
   */
  Map<TableId, List<String>> declaredKeys(List<SourceTable> tables) {
    Map<TableId, List<String>> keys = new HashMap<>();
    for (SourceTable table : tables) {
      for (EntityPlan entity : plan.of(table.id())) {
        if (entity.columns().wholeRow() || !entity.columns().declaredKey().isEmpty()) {
          keys.put(table.id(), entity.keyColumns(table));
        }
      }
    }
    return keys;
  }

  /**
   * Two captures with one id throw each other out for ever, so it follows from the pipeline's name.
   */
  long replicaId() {
    return serverId.orElse(
        FIRST_SERVER_ID + Math.floorMod(topics.pipeline().hashCode(), SERVER_IDS));
  }
}
