/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.source.TableId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a pipeline consists of, as its file says.
 *
 * @param entities in the order of the file, without that of the heartbeat, which is nobody's data
 * @param hasHeartbeat whether a heartbeat goes through the pipeline
 */
public record Watched(List<Entity> entities, boolean hasHeartbeat) {
  static final String CAPTURE = "capture";
  static final String TRANSFORM = "transform";
  private static final String SINK = "sink-";

  /** Copies the list. */
  public Watched {
    entities = List.copyOf(entities);
  }

  /** What a definite mapping makes of it. */
  public static Watched of(MappingPlan mapping) {
    List<Entity> entities = new ArrayList<>();
    mapping
        .ofUser()
        .byName()
        .forEach(
            (name, plans) -> {
              List<String> targets = new ArrayList<>();
              if (plans.get(0).postgres().isPresent()) {
                targets.add("postgres");
              }
              if (plans.get(0).dynamo().isPresent()) {
                targets.add("dynamo");
              }
              List<TableId> tables =
                  plans.stream()
                      .flatMap(
                          plan ->
                              Stream.concat(Stream.of(plan.from()), plan.joins().tables().stream()))
                      .distinct()
                      .toList();
              Optional<EntityPlan> joined = plans.stream().filter(EntityPlan::isJoined).findFirst();
              entities.add(new Entity(name, tables, targets, joined));
            });
    return new Watched(entities, mapping.heartbeat().isPresent());
  }

  /** The processes that it takes, in the order of a record's way. */
  List<String> processes() {
    Set<String> processes = new LinkedHashSet<>(List.of(CAPTURE, TRANSFORM));
    entities.forEach(entity -> entity.targets.forEach(target -> processes.add(sink(target))));
    return List.copyOf(processes);
  }

  /** The targets that anything goes to. */
  List<String> targets() {
    return entities.stream().flatMap(entity -> entity.targets.stream()).distinct().toList();
  }

  static String sink(String target) {
    return SINK + target;
  }

  static String target(String sink) {
    return sink.startsWith(SINK) ? sink.substring(SINK.length()) : "";
  }

  /**
   * An entity.
   *
   * @param tables what it is made of
   * @param targets {@code postgres}, {@code dynamo}
   * @param joined its plan, when its rows are made of rows of several tables
   */
  public record Entity(
      EntityName name, List<TableId> tables, List<String> targets, Optional<EntityPlan> joined) {

    /** One of which each row is made of one row. */
    Entity(EntityName name, List<TableId> tables, List<String> targets) {
      this(name, tables, targets, Optional.empty());
    }

    /** Copies the lists. */
    public Entity {
      tables = List.copyOf(tables);
      targets = List.copyOf(targets);
    }
  }
}
