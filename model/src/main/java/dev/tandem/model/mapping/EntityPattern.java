/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.source.TableId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Entities for all tables of a database whose names match: one for each table, named by rule, or
 * one for all of them.
 *
 * @param name of the entity; a {@code *} in it stands for the table's name in snake case
 * @param tables of the names to match, with {@code *} for any text
 * @param except of {@code database.table} names that do not, with {@code *} for any text
 * @param postgres the table there; with a {@code *} in the entity's name, the one in its name, too
 */
public record EntityPattern(
    EntityName name,
    String database,
    String tables,
    Set<String> except,
    ColumnsPlan columns,
    RowsPlan rows,
    Optional<PostgresPlan> postgres,
    Optional<DynamoPlan> dynamo) {
  private static final String ANY = "*";
  private static final Pattern NO_NAME = Pattern.compile("[^a-z0-9_]");

  /** Copies the exceptions. */
  public EntityPattern {
    except = Set.copyOf(except);
  }

  /** Whether a name matches one with {@code *} for any text. */
  public static boolean matches(String pattern, String name) {
    String regex =
        Arrays.stream(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.compile(regex, Pattern.DOTALL).matcher(name).matches();
  }

  /** Whether all tables become one entity. */
  boolean isOfOneEntity() {
    return !name.entity().contains(ANY);
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
    if (isOfOneEntity()) {
      return new EntityPlan(name, table, columns, rows, postgres, dynamo);
    }
    String own = NO_NAME.matcher(snakeCase(table.table())).replaceAll("_");
    return new EntityPlan(
        new EntityName(name.domain(), name.entity().replace(ANY, own)),
        table,
        columns,
        rows,
        postgres.map(to -> to.named(to.table().replace(ANY, own))),
        dynamo);
  }

  private static String snakeCase(String table) {
    return Naming.SNAKE_CASE.apply(table).toLowerCase(Locale.ROOT);
  }
}
