/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Key;
import dev.tandem.config.key.Located;
import dev.tandem.config.problem.Place;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.mapping.PostgresPlan;
import dev.tandem.model.mapping.TablePattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An entity as it was read, of which any part may be missing.
 *
 * @param domain the keys of its domain
 * @param fields its own keys
 * @param schema the one that is meant where a table's name has none
 */
record EntityDraft(EntityName name, Fields domain, Fields fields, String schema) {

  /** Every single entity of the file, in its order. */
  static List<EntityDraft> all(Fields root) {
    return everyOne(root).stream().filter(draft -> !draft.isPattern()).toList();
  }

  /** Every pattern of entities. */
  static List<EntityDraft> patterns(Fields root) {
    return everyOne(root).stream().filter(EntityDraft::isPattern).toList();
  }

  /** Both. */
  static List<EntityDraft> everyOne(Fields root) {
    String schema = SourceDraft.of(root).map(source -> source.product().schema()).orElse("");
    List<EntityDraft> drafts = new ArrayList<>();
    root.find(RootKeys.DOMAINS)
        .orElse(Map.of())
        .forEach((name, domain) -> addAll(name, domain.value(), schema, drafts));
    return drafts;
  }

  private static void addAll(String name, Fields domain, String schema, List<EntityDraft> drafts) {
    Map<String, Located<Fields>> entities = domain.find(EntityKeys.ENTITIES).orElse(Map.of());
    entities.forEach(
        (entity, fields) ->
            drafts.add(
                new EntityDraft(new EntityName(name, entity), domain, fields.value(), schema)));
  }

  Place place() {
    return fields.place();
  }

  /** Whether its tables become an entity each, named after them. */
  private boolean isPattern() {
    return name.entity().contains("*");
  }

  /** The tables and patterns that it is made of; none when they cannot be used. */
  List<Located<TablePattern>> from() {
    List<Located<TablePattern>> tables = tables(EntityKeys.FROM);
    return tables.size() == 1
        ? List.of(new Located<>(tables.get(0).value(), fields.place(EntityKeys.FROM)))
        : tables;
  }

  /** The tables and patterns that it leaves out. */
  List<Located<TablePattern>> except() {
    return tables(EntityKeys.EXCEPT);
  }

  private List<Located<TablePattern>> tables(Key<List<Located<TablePattern>>> key) {
    return fields.find(key).orElse(List.of()).stream()
        .map(table -> new Located<>(table.value().orIn(schema), table.place()))
        .toList();
  }

  /** Whether a table is one of its exceptions. */
  boolean excepts(TablePattern table) {
    return except().stream().anyMatch(except -> except.value().matches(table.id()));
  }

  /** Whether it may be made of several tables. */
  boolean isOfTables() {
    return from().size() > 1 || from().stream().anyMatch(table -> table.value().isPattern());
  }

  /** What it takes from other tables. */
  JoinsDraft joins() {
    return new JoinsDraft(fields, schema);
  }

  /** Whether it takes anything from other tables. */
  boolean isJoined() {
    return joins().isGiven();
  }

  /** All tables and patterns that rows are read from. */
  List<Located<TablePattern>> tables() {
    return Stream.concat(from().stream(), joins().tables().stream()).toList();
  }

  /** The fields that the file names, with their places. */
  Map<String, Place> namedFields() {
    Map<String, Place> named = new LinkedHashMap<>(joins().ownFields());
    fields
        .find(EntityKeys.FIELDS)
        .orElse(Map.of())
        .forEach((field, keys) -> named.put(field, keys.place()));
    return named;
  }

  /** The fields that say where a row came from, as far as the key names them. */
  Set<String> keyOrigins() {
    Set<String> origins = new LinkedHashSet<>();
    fields
        .find(EntityKeys.FIELDS)
        .orElse(Map.of())
        .forEach(
            (field, keys) -> {
              if (keys.value().isGiven(FieldKeys.ORIGIN)) {
                origins.add(field);
              }
            });
    List<Located<String>> key = fields.find(EntityKeys.KEY).orElse(List.of());
    boolean all = fields.isGiven(EntityKeys.KEY) && key.isEmpty();
    if (!all) {
      origins.retainAll(key.stream().map(Located::value).toList());
    }
    return origins;
  }

  Optional<Fields> postgres() {
    return fields.find(EntityKeys.TO).flatMap(to -> to.find(RouteKeys.POSTGRES));
  }

  Optional<Fields> dynamo() {
    return fields.find(EntityKeys.TO).flatMap(to -> to.find(RouteKeys.DYNAMO));
  }

  /** The table in PostgreSQL, with what the file leaves out. */
  Optional<PostgresPlan> postgresPlan() {
    return postgres().flatMap(this::plan);
  }

  private Optional<PostgresPlan> plan(Fields route) {
    Optional<PostgresName> table =
        route.isGiven(RouteKeys.TABLE)
            ? route.find(RouteKeys.TABLE)
            : Optional.of(new PostgresName(Optional.empty(), name.entity()));
    Optional<String> schema =
        route.isGiven(RouteKeys.SCHEMA)
            ? route.find(RouteKeys.SCHEMA)
            : table.map(named -> named.schema().orElse(name.domain()));
    Optional<PostgresPlan.Partitioning> partitioning = route.find(RouteKeys.PARTITION_BY);
    return schema.flatMap(
        inSchema ->
            table.map(
                named -> new PostgresPlan(inSchema, named.table(), partitioning, metadata())));
  }

  /** The columns in PostgreSQL that hold no field. */
  Map<String, PostgresPlan.Fact> metadata() {
    Map<String, PostgresPlan.Fact> metadata = new LinkedHashMap<>();
    postgres()
        .flatMap(route -> route.find(RouteKeys.METADATA))
        .orElse(Map.of())
        .forEach((name, fact) -> metadata.put(name, fact.value()));
    return metadata;
  }
}
