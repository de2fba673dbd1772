/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Key;
import dev.tandem.config.key.Located;
import dev.tandem.config.problem.Place;
import dev.tandem.model.join.JoinsPlan;
import dev.tandem.model.mapping.TablePattern;
import dev.tandem.model.source.TableId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an entity takes from other tables as it was read, of which any part may be missing.
 *
 * @param entity the entity's keys
 * @param schema the one that is meant where a table's name has none
 */
record JoinsDraft(Fields entity, String schema) {

  /** The lookup that a column is of, as in {@code loan.CustomerId}; empty for an own column. */
  static Optional<String> lookup(String column) {
    int point = column.indexOf('.');
    return point > 0 ? Optional.of(column.substring(0, point)) : Optional.empty();
  }

  boolean isGiven() {
    return entity.isGiven(LookupKeys.LOOKUP) || entity.isGiven(EmbedKeys.EMBED);
  }

  Map<String, Located<Fields>> lookups() {
    return entity.find(LookupKeys.LOOKUP).orElse(Map.of());
  }

  Map<String, Located<Fields>> embeds() {
    return embeds(entity);
  }

  static Map<String, Located<Fields>> embeds(Fields of) {
    return of.find(EmbedKeys.EMBED).orElse(Map.of());
  }

  /** The tables that rows are taken from, as far as they can be used. */
  List<Located<TablePattern>> tables() {
    List<Located<TablePattern>> tables = new ArrayList<>();
    lookups().values().forEach(lookup -> addTable(lookup.value(), LookupKeys.FROM, tables));
    addTables(embeds(), tables);
    return tables;
  }

  private void addTables(Map<String, Located<Fields>> embeds, List<Located<TablePattern>> tables) {
    for (Located<Fields> embed : embeds.values()) {
      addTable(embed.value(), EmbedKeys.FROM, tables);
      addTables(embeds(embed.value()), tables);
    }
  }

  private void addTable(Fields keys, Key<TablePattern> from, List<Located<TablePattern>> tables) {
    keys.find(from)
        .ifPresent(table -> tables.add(new Located<>(table.orIn(schema), keys.place(from))));
  }

  /** The fields that hold children without standing under {@code fields}, with their places. */
  Map<String, Place> ownFields() {
    Map<String, Place> own = new LinkedHashMap<>();
    embeds().forEach((name, embed) -> own.put(name, embed.place()));
    entity.find(EntityKeys.FIELDS).orElse(Map.of()).values().stream()
        .flatMap(field -> field.value().find(FieldKeys.COLUMN).stream())
        .forEach(own::remove);
    return own;
  }

  /** The plan of a file that is known to be clean. */
  JoinsPlan plan() {
    List<JoinsPlan.Lookup> lookups = new ArrayList<>();
    lookups()
        .forEach(
            (name, keys) ->
                lookups.add(
                    new JoinsPlan.Lookup(
                        name,
                        table(keys.value(), LookupKeys.FROM),
                        names(keys.value(), LookupKeys.ON),
                        keys.value().get(LookupKeys.MISSING))));
    return new JoinsPlan(lookups, plans(embeds()));
  }

  private List<JoinsPlan.Embed> plans(Map<String, Located<Fields>> embeds) {
    List<JoinsPlan.Embed> plans = new ArrayList<>();
    embeds.forEach((name, keys) -> plans.add(plan(name, keys.value())));
    return plans;
  }

  private JoinsPlan.Embed plan(String name, Fields keys) {
    return new JoinsPlan.Embed(
        name,
        table(keys, EmbedKeys.FROM),
        names(keys, EmbedKeys.ON),
        keys.find(EmbedKeys.BY),
        names(keys, EmbedKeys.ORDER_BY),
        Set.copyOf(names(keys, EmbedKeys.DROP)),
        plans(embeds(keys)));
  }

  private TableId table(Fields keys, Key<TablePattern> from) {
    return keys.get(from).orIn(schema).id();
  }

  private static List<String> names(Fields keys, Key<List<Located<String>>> list) {
    return keys.find(list).orElse(List.of()).stream().map(Located::value).toList();
  }
}
