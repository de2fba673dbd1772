/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import dev.tandem.model.join.JoinsPlan;
import dev.tandem.model.mapping.EntityPlan;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The name under which an entity's join keeps its state and its positions. What its state depends
 * on is part of the name: changed joins begin anew with the first raw records, beside a state that
 * then nobody needs.
 */
final class JoinGroup {
  private JoinGroup() {}

  /** Tells the state of one shape from that of others. */
  static String digest(EntityPlan plan) {
    StringBuilder shape = new StringBuilder().append(plan.from());
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
    return "%08x".formatted(digest.getValue());
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
}
