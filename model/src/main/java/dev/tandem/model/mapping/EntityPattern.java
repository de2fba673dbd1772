/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.source.TableId;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Entities for all tables of a database whose names match; each is its table, named by rule.
 *
 * @param names of the entities, with a {@code *} for the table's name in snake case
 * @param tables of the names to match, with {@code *} for any text
 * @param except of {@code database.table} names that do not, with {@code *} for any text
 * @param schema in PostgreSQL
 * @param metadata columns in PostgreSQL that hold no field, by name
 */
public record EntityPattern(
    String domain,
    String names,
    String database,
    String tables,
    Set<String> except,
    Naming naming,
    ColumnsPlan.Others others,
    RowsPlan.Deletes deletes,
    String schema,
    Map<String, PostgresPlan.Fact> metadata) {
  private static final Pattern NO_NAME = Pattern.compile("[^a-z0-9_]");

  /** Copies the exceptions, and the columns in their order. */
  public EntityPattern {
    except = Set.copyOf(except);
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** Whether a name matches one with {@code *} for any text. */
  static boolean matches(String pattern, String name) {
    String regex =
        Arrays.stream(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.compile(regex, Pattern.DOTALL).matcher(name).matches();
  }

  /** The entities of those tables that match. */
  List<EntityPlan> of(List<TableId> present) {
    return present.stream().filter(this::takes).map(this::entity).toList();
  }

  private boolean takes(TableId table) {
    return table.database().equals(database)
        && matches(tables, table.table())
        && except.stream().noneMatch(pattern -> matches(pattern, table.toString()));
  }

  private EntityPlan entity(TableId table) {
    String name = NO_NAME.matcher(snakeCase(table.table())).replaceAll("_");
    String entity = names.replace("*", name);
    return new EntityPlan(
        new EntityName(domain, entity),
        table,
        new ColumnsPlan(naming, List.of(), others, Set.of(), Set.of(), List.of()),
        new RowsPlan(Optional.empty(), List.of(), deletes),
        Optional.of(new PostgresPlan(schema, entity, Optional.empty(), metadata)),
        Optional.empty());
  }

  private static String snakeCase(String table) {
    return Naming.SNAKE_CASE.apply(table).toLowerCase(Locale.ROOT);
  }
}
