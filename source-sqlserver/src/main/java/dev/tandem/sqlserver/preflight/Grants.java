/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.source.TableId;
import dev.tandem.sqlserver.Sql;

/** What lets a user or role read what capture reads; each statement names its database. */
final class Grants {
  private Grants() {}

  static String select(TableId table, String to) {
    return use(table.database()) + selectHere(table, to);
  }

  static String changes(String database, String to) {
    return use(database) + changesHere(to);
  }

  static String state(String database, String to) {
    return use(database) + stateHere(to);
  }

  static String member(String database, String role, String user) {
    return use(database) + memberHere(role, user);
  }

  static String selectHere(TableId table, String to) {
    return "GRANT SELECT ON " + Sql.quoteHere(table) + " TO " + Sql.quote(to);
  }

  static String writeHere(TableId table, String to) {
    return "GRANT INSERT, UPDATE ON " + Sql.quoteHere(table) + " TO " + Sql.quote(to);
  }

  static String changesHere(String to) {
    return "GRANT SELECT ON SCHEMA::[cdc] TO " + Sql.quote(to);
  }

  static String stateHere(String to) {
    return "GRANT VIEW DATABASE STATE TO " + Sql.quote(to);
  }

  static String memberHere(String role, String user) {
    return "ALTER ROLE " + Sql.quote(role) + " ADD MEMBER " + Sql.quote(user);
  }

  static String use(String database) {
    return "USE " + Sql.quote(database) + "; ";
  }
}
