/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.source.TableId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Entities for all tables of a database whose names match: one for each table, named by rule, or
 * one for all of them.
 *
 * @param name of the entity; a {@code *} in it stands for the table's name in snake case
 * @param tables those that it takes, of one database
 * @param except those that it leaves out
 * @param postgres the table there; with a {@code *} in the entity's name, the one in its name, too
 */
public record EntityPattern(
    EntityName name,
    TablePattern tables,
    Set<TablePattern> except,
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

  /** Whether all tables become one entity. */
  boolean isOfOneEntity() {
    return !name.entity().contains(ANY);
  }

  /** The entities of those tables that match. */
  List<EntityPlan> of(List<TableId> present) {
    return present.stream().filter(this::takes).map(this::entity).toList();
  }

  private boolean takes(TableId table) {
    return tables.matches(table) && except.stream().noneMatch(one -> one.matches(table));
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
