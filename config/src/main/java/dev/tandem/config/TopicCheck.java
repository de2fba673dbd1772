/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Located;
import dev.tandem.config.problem.ConfigCode;
import dev.tandem.config.problem.Place;
import dev.tandem.config.problem.Problems;
import dev.tandem.model.mapping.Heartbeat;
import dev.tandem.model.mapping.TablePattern;
import dev.tandem.model.source.TableId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Topics of tables and of entities must not be the same, nor alike to Kafka. */
final class TopicCheck {
  private static final int LONGEST = 249;
  private static final Pattern NO_LETTER = Pattern.compile("[^A-Za-z0-9-]");

  private final Problems problems;

  /** Topics by the name that Kafka's metrics give them. */
  private final Map<String, String> topics = new HashMap<>();

  TopicCheck(Problems problems) {
    this.problems = problems;
  }

  void check(Fields root, Optional<SourceDraft> source, List<EntityDraft> entities) {
    Set<String> databases = source.flatMap(SourceDraft::databases).orElse(Set.of());
    // The topic of a table with a schema has a part more than any entity's.
    Set<String> taken =
        source.filter(of -> of.product().hasSchemas()).isPresent() ? Set.of() : databases;
    Map<String, Located<Fields>> domains = root.find(RootKeys.DOMAINS).orElse(Map.of());
    domains.forEach(
        (name, domain) -> {
          if (taken.contains(name)) {
            domainLikeDatabase(name, domain);
          }
        });
    int prefix = root.find(RootKeys.NAME).map(name -> name.length() + 1).orElse(0);
    Set<TableId> tables = new HashSet<>();
    for (EntityDraft entity : entities) {
      for (Located<TablePattern> from : entity.tables()) {
        from.value().in(databases).stream()
            .filter(table -> !table.isOfTables() && tables.add(table.id()))
            .forEach(table -> addTable(table.toString(), from.place(), prefix));
      }
    }
    source
        .flatMap(SourceDraft::heartbeat)
        .filter(table -> !table.value().isPattern())
        .ifPresent(table -> addHeartbeat(table, tables, prefix));
    entities.stream()
        .filter(entity -> !taken.contains(entity.name().domain()))
        .forEach(entity -> add(entity.name().toString(), entity.place()));
  }

  private void addHeartbeat(Located<TablePattern> table, Set<TableId> tables, int prefix) {
    if (tables.add(table.value().id())) {
      addTable(table.value().toString(), table.place(), prefix);
    }
    add(Heartbeat.NAME.toString(), table.place());
  }

  private void addTable(String table, Place place, int prefix) {
    if (prefix + table.length() > LONGEST) {
      problems.add(
          ConfigCode.BAD_VALUE,
          place,
          "the name of this table's topic would be longer than the "
              + LONGEST
              + " characters that Kafka takes",
          "write a shorter name: for the pipeline");
    }
    add(table, place);
  }

  private void domainLikeDatabase(String name, Located<Fields> domain) {
    problems.add(
        ConfigCode.CLASH,
        domain.place(),
        "the captured database " + name + " has the same name, and so would their topics",
        "give the domain another name");
  }

  /**
   * A raw topic has an underscore for what no topic's name may hold, and Kafka refuses a name that
   * differs from another's only by a dot for an underscore.
   */
  private void add(String topic, Place place) {
    String other = topics.putIfAbsent(NO_LETTER.matcher(topic).replaceAll("_"), topic);
    if (other != null) {
      problems.add(
          ConfigCode.CLASH,
          place,
          "Kafka cannot tell the topics of " + topic + " and " + other + " apart",
          "rename one of them: to Kafka all but letters, digits and - are alike");
    }
  }
}
