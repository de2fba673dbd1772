/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import io.debezium.snapshot.spi.SnapshotQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a snapshot reads a table: as the settings say, which the connector's own list of statements
 * cannot for every table, since it parts names at commas and takes no blanks.
 */
public final class ExactSelect implements SnapshotQuery {
  /** The value of {@code snapshot.query.mode.custom.name}. */
  static final String NAME = "tandem";

  /** Before the quoted name of a table: the setting that holds its statement. */
  static final String OF_TABLE = "tandem.select.";

  /**
   * What makes another type of one that would not be read exactly: of a FLOAT, six digits; of the
   * year 0000, 2000; and the driver stops at a DECIMAL that leaves no room for the zeros of
   * ZEROFILL, which implies UNSIGNED and which a sum does not have.
   */
  private static final Map<String, String> ADDED =
      Map.of("FLOAT", "0e0", "FLOAT UNSIGNED", "0e0", "YEAR", "0", "DECIMAL UNSIGNED", "0");

  private Map<String, ?> settings = Map.of();

  /** Called by the service loader. */
  public ExactSelect() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void configure(Map<String, ?> properties) {
    settings = properties;
  }

  @Override
  public Optional<String> snapshotQuery(String table, List<String> columns) {
    Object own = settings.get(OF_TABLE + table);
    return Optional.of(
        own == null ? "SELECT " + String.join(", ", columns) + " FROM " + table : own.toString());
  }

  /**
   * How a table with numbers that would not be read exactly must be read. The columns are named
   * before the numbers, since an alias loses blanks in front; merged, they are no table of their
   * own.
   */
  static Optional<String> statement(SourceTable table) {
    if (table.columns().stream().noneMatch(column -> ADDED.containsKey(column.typeName()))) {
      return Optional.empty();
    }
    return Optional.of(
        "WITH exact ("
            + listed(table, column -> quoted(column.name()))
            + ") AS (SELECT "
            + listed(table, ExactSelect::exact)
            + " FROM "
            + quoted(table)
            + ") SELECT /*+ MERGE(exact) */ * FROM exact");
  }

  private static String listed(SourceTable table, Function<SourceColumn, String> sql) {
    return table.columns().stream().map(sql).collect(Collectors.joining(", "));
  }

  private static String exact(SourceColumn column) {
    String name = quoted(column.name());
    String zero = ADDED.get(column.typeName());
    return zero == null ? name : name + " + " + zero;
  }

  /** The name of a table as the connector spells it. */
  static String quoted(SourceTable table) {
    return quoted(table.id().database()) + '.' + quoted(table.id().table());
  }

  private static String quoted(String identifier) {
    return '`' + identifier.replace("`", "``") + '`';
  }
}
