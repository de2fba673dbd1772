/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.source.TableId;
import dev.tandem.sqlserver.Sql;
import java.util.Collection;
import java.util.stream.IntStream;

/**
 * The statement that makes a capture instance of all columns.
 *
 * @see <a
 *     href="https://learn.microsoft.com/en-us/sql/relational-databases/system-stored-procedures/sys-sp-cdc-enable-table-transact-sql">sys.sp_cdc_enable_table</a>
 */
public final class EnableTable {
  /** Its members may see the changes; without a role everybody may who reads the table. */
  public static final String ROLE = "tandem_cdc";

  /** The most characters of an instance's name. */
  private static final int LONGEST = 100;

  private static final int SUFFIX = 4;

  private EnableTable() {}

  /** Within the table's database, for the first instance of a table. */
  static String first(TableId table) {
    return statement(table, ROLE, name(table).length() > LONGEST ? cut(table) : "");
  }

  /**
   * Within the table's database, for another instance.
   *
   * @param role of the first instance, empty for none
   * @param taken the names of the database's instances
   */
  public static String second(TableId table, String role, Collection<String> taken) {
    return statement(table, role, free(table, taken));
  }

  private static String free(TableId table, Collection<String> taken) {
    return IntStream.iterate(2, number -> number + 1)
        .mapToObj(number -> cut(table) + '_' + number)
        .filter(name -> taken.stream().noneMatch(name::equalsIgnoreCase))
        .findFirst()
        .orElseThrow();
  }

  private static String name(TableId table) {
    return table.schema() + '_' + table.table();
  }

  private static String cut(TableId table) {
    String name = name(table);
    return name.substring(0, Math.min(name.length(), LONGEST - SUFFIX));
  }

  private static String statement(TableId table, String role, String instance) {
    return "EXEC sys.sp_cdc_enable_table @source_schema = "
        + Sql.literal(table.schema())
        + ", @source_name = "
        + Sql.literal(table.table())
        + (instance.isEmpty() ? "" : ", @capture_instance = " + Sql.literal(instance))
        + ", @role_name = "
        + (role.isEmpty() ? "NULL" : Sql.literal(role))
        + ", @supports_net_changes = 0";
  }
}
