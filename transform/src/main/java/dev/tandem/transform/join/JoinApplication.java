/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.join;

import dev.tandem.model.join.JoinsPlan;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.wire.PipelineTopics;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The name under which an entity's join keeps its state and its positions. Whatever its state
 * depends on is part of the name: changed joins, and tables of other partitions, begin anew with
 * the first raw records, beside a state that then nobody needs.
 */
public final class JoinApplication {
  private final String id;
  private final int partitions;

  /**
   * That of an entity.
   *
   * @param partitions of its tables
   */
  public JoinApplication(PipelineTopics topics, EntityPlan plan, int partitions) {
    this.partitions = partitions;
    StringBuilder shape = new StringBuilder().append(partitions).append(plan.from());
    plan.joins().lookups().forEach(lookup -> append(lookup, shape));
    plan.columns().fields().stream()
        .flatMap(field -> field.column().stream())
        .filter(column -> isOfLookup(plan, column))
        .distinct()
        .sorted()
        .forEach(column -> shape.append('/').append(column));
    plan.joins().embeds().forEach(embed -> append(embed, shape));
    shape.append(plan.columns().naming());
    CRC32C digest = new CRC32C();
    digest.update(shape.toString().getBytes(StandardCharsets.UTF_8));
    this.id = "%s-%08x".formatted(topics.joinGroup(plan.name()), digest.getValue());
  }

  private static boolean isOfLookup(EntityPlan plan, String column) {
    return plan.joins().lookups().stream()
        .anyMatch(lookup -> column.startsWith(lookup.name() + '.'));
  }

  /** What becomes of a row without a parent is no part of the state. */
  private static void append(JoinsPlan.Lookup lookup, StringBuilder shape) {
    shape.append('|').append(lookup.name()).append(lookup.from()).append(lookup.on());
  }

  /** Neither is how children are shown. */
  private static void append(JoinsPlan.Embed embed, StringBuilder shape) {
    shape.append('[').append(embed.name()).append(embed.from()).append(embed.on());
    embed.embeds().forEach(child -> append(child, shape));
    shape.append(']');
  }

  /** The application's id: its consumer group, and the prefix of its own topics. */
  public String id() {
    return id;
  }

  /** The partitions of its tables. */
  public int partitions() {
    return partitions;
  }
}
