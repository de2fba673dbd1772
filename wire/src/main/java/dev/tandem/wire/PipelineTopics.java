/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.source.TableId;
import java.util.regex.Pattern;

/**
 * The names of everything that a pipeline keeps in Kafka.
 *
 * @param pipeline the pipeline's name, the prefix of all others
 */
public record PipelineTopics(String pipeline) {
  private static final int LONGEST = 249;
  private static final Pattern ILLEGAL = Pattern.compile("[^a-zA-Z0-9._-]");

  /** The raw changes of a table, named and keyed as Debezium does. */
  public String raw(TableId table) {
    return pipeline + '.' + safe(table.toString());
  }

  /** The changes of an entity. */
  public String entity(EntityName entity) {
    return pipeline + '.' + safe(entity.toString());
  }

  /** Source tables and entity schemas by id; compacted. */
  public String schemas() {
    return pipeline + ".schemas";
  }

  /** Records that found no place in a target. */
  public String deadLetters() {
    return pipeline + ".dead-letters";
  }

  /** What capture is asked to read again, and its answers. */
  public String requests() {
    return pipeline + ".requests";
  }

  /** What operators order for single entities; compacted. */
  public String control() {
    return pipeline + ".control";
  }

  /** What operators did to the pipeline, kept for ever. */
  public String audit() {
    return pipeline + ".audit";
  }

  /** Source offsets, in the format of Kafka Connect, and the state of capture; compacted. */
  public String offsets() {
    return pipeline + ".offsets";
  }

  /** The source's DDL, kept by Debezium. */
  public String schemaHistory() {
    return pipeline + ".schema-history";
  }

  /** What each process tells of itself; compacted. */
  public String status() {
    return pipeline + ".status";
  }

  /** The consumer group whose one member may capture. */
  public String captureGroup() {
    return pipeline + ".capture";
  }

  /** The transactional id that fences a second capture. */
  public String captureTransaction() {
    return pipeline + ".capture";
  }

  /** The application id, and so the consumer group, of the transform. */
  public String transformGroup() {
    return pipeline + ".transform";
  }

  /**
   * The application id, and so the consumer group, of what looks up the effects of foreign keys.
   *
   * @param keys stands for those that it knows
   */
  public String cascadesGroup(String keys) {
    return pipeline + ".cascades-" + keys;
  }

  /**
   * The application id, and so the consumer group, of what joins the tables of an entity; another
   * one when these are joined otherwise.
   */
  public String joinGroup(EntityPlan plan) {
    return pipeline + ".join-" + safe(plan.name().toString()) + '-' + JoinGroup.digest(plan);
  }

  /** What the step of a join is called that puts the rows of a table under their keys. */
  public String joinStep(TableId table) {
    return "rows-" + safe(table.toString());
  }

  /** By which a join brings the rows of a table together with those of others. */
  public String joinRows(EntityPlan plan, TableId table) {
    return joinGroup(plan) + '-' + joinStep(table) + "-repartition";
  }

  /** The consumer group of a sink, for example {@code postgres}. */
  public String sinkGroup(String target) {
    return pipeline + ".sink-" + target;
  }

  /**
   * The consumer group in which a replay notes how far it is.
   *
   * @param id tells it from other replays
   */
  public String replayGroup(String id) {
    return pipeline + ".replay-" + id;
  }

  /** As Debezium does it: what a topic name may not hold becomes an underscore. */
  private String safe(String name) {
    String safe = ILLEGAL.matcher(name).replaceAll("_");
    if (pipeline.length() + 1 + safe.length() > LONGEST) {
      throw new IllegalArgumentException(
          "the topic name for " + name + " would be longer than " + LONGEST + " characters");
    }
    return safe;
  }
}
