/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.cascade;

import dev.tandem.model.source.ForeignKey;
import dev.tandem.model.source.TableId;
import dev.tandem.wire.KeyDigest;
import dev.tandem.wire.PipelineTopics;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The foreign keys whose effects are looked up. What was made for one plan never serves another: a
 * key that is new must hear of rows that were published long before it.
 */
public record CascadePlan(List<ForeignKey> keys) {
  /** InnoDB carries cascades so many levels down, and no further. */
  public static final int DEEPEST = 15;

  private static final String BY_PARENT = "by-parent";

  /** Sorts the keys. */
  public CascadePlan {
    keys = keys.stream().sorted(Comparator.comparing(CascadePlan::text)).toList();
  }

  /** The tables whose rows are of interest, as children or as parents. */
  public List<TableId> tables() {
    return keys.stream()
        .flatMap(key -> Stream.of(key.child(), key.parent()))
        .distinct()
        .sorted()
        .toList();
  }

  /** The application id, and so the consumer group, of who works for this plan. */
  public String group(PipelineTopics topics) {
    String all = keys.stream().map(CascadePlan::text).collect(Collectors.joining("\n"));
    return topics.cascadesGroup(
        HexFormat.of().toHexDigits(KeyDigest.of(all.getBytes(StandardCharsets.UTF_8)).high()));
  }

  /** The topic in which what is told of a parent and of its children comes together. */
  public String byParent(PipelineTopics topics) {
    return group(topics) + '-' + BY_PARENT + "-repartition";
  }

  static String byParent() {
    return BY_PARENT;
  }

  /** Tells each key from every other, whatever it was called before. */
  private static String text(ForeignKey key) {
    return key.name() + ' ' + key + ' ' + key.onDelete() + ' ' + key.onUpdate();
  }
}
