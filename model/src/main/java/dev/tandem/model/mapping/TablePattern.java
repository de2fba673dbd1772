/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.source.TableId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table, or a pattern of tables: in each of its names {@code *} stands for any text.
 *
 * @param schema empty for a source without schemas
 */
public record TablePattern(String database, String schema, String table) {
  private static final String ANY = "*";

  /** Whether it may stand for several tables. */
  public boolean isPattern() {
    return isOfDatabases() || isOfTables();
  }

  /** Whether one must know which databases there are. */
  public boolean isOfDatabases() {
    return database.contains(ANY);
  }

  /** Whether one must know which tables a database has. */
  public boolean isOfTables() {
    return schema.contains(ANY) || table.contains(ANY);
  }

  /** Whether it stands for that table. */
  public boolean matches(TableId id) {
    return matches(database, id.database())
        && matches(schema, id.schema())
        && matches(table, id.table());
  }

  /** The same in each of the databases that match. */
  public List<TablePattern> in(Collection<String> databases) {
    return isOfDatabases()
        ? databases.stream()
            .filter(one -> matches(database, one))
            .map(one -> new TablePattern(one, schema, table))
            .toList()
        : List.of(this);
  }

  /** The same, in that schema if it names none itself. */
  public TablePattern orIn(String otherwise) {
    return schema.isEmpty() ? new TablePattern(database, otherwise, table) : this;
  }

  /** The table; only for one that is no pattern. */
  public TableId id() {
    return new TableId(database, schema, table);
  }

  /** {@code database.table} or {@code database.schema.table}. */
  @Override
  public String toString() {
    return id().toString();
  }

  /** Whether a name matches one with {@code *} for any text. */
  static boolean matches(String pattern, String name) {
    String regex =
        Arrays.stream(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.compile(regex, Pattern.DOTALL).matcher(name).matches();
  }
}
