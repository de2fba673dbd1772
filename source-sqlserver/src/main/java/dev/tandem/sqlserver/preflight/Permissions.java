/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.preflight.Problem;
import dev.tandem.sqlserver.CaptureInstance;
import dev.tandem.sqlserver.Sql;
import dev.tandem.sqlserver.SqlServerCode;
import dev.tandem.sqlserver.SqlServerFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reading what the capture job has written: the tables of schema cdc, and behind which role. */
final class Permissions implements Check {
  private static final List<String> COMMON =
      List.of("change_tables", "captured_columns", "lsn_time_mapping");

  @Override
  public List<Problem> problems(Server server, String database) throws SQLException {
    if (!DatabaseState.of(server, database).captured()) {
      return List.of();
    }
    for (String table : COMMON) {
      if (!isReadable(server, database, table)) {
        return List.of(unreadable(server, database, table));
      }
    }
    return ofInstances(server, database);
  }

  private static List<Problem> ofInstances(Server server, String database) throws SQLException {
    List<CaptureInstance> captured =
        server.instances(database).stream()
            .filter(instance -> server.plan().tables().containsKey(instance.table()))
            .toList();
    List<Problem> problems = new ArrayList<>();
    for (CaptureInstance instance : captured) {
      String table = instance.name() + "_CT";
      if (problems.isEmpty() && !isReadable(server, database, table)) {
        problems.add(unreadable(server, database, table));
      }
    }
    Roles roles = new Roles(server, database);
    for (String role : captured.stream().map(roles::of).distinct().toList()) {
      if (!role.isEmpty() && !passes(server, database, role)) {
        problems.add(noMember(server, database, role));
      }
    }
    return problems;
  }

  private static boolean isReadable(Server server, String database, String table)
      throws SQLException {
    try {
      server.rows(database, "SELECT TOP (0) * FROM cdc." + Sql.quote(table));
      return true;
    } catch (SQLException e) {
      if (SqlServerFailure.code(e) == SqlServerCode.DENIED) {
        return false;
      }
      throw e;
    }
  }

  private static Problem unreadable(Server server, String database, String table) {
    return Problem.of(
        SqlServerCode.PERMISSION,
        database,
        "the login " + server.login() + " may not read cdc." + table + ", where the changes are.",
        Grants.changes(database, server.login()));
  }

  /** An owner of the database sees the changes behind any role. */
  private static boolean passes(Server server, String database, String role) throws SQLException {
    Map<String, String> row =
        server.row(
            database,
            "SELECT IS_MEMBER("
                + Sql.literal(role)
                + ") AS member, IS_MEMBER(N'db_owner') AS owner,"
                + " IS_SRVROLEMEMBER(N'sysadmin') AS administrator");
    return Stream.of("member", "owner", "administrator")
        .anyMatch(column -> row.getOrDefault(column, "").equals("1"));
  }

  private static Problem noMember(Server server, String database, String role) {
    return Problem.of(
        SqlServerCode.PERMISSION,
        database,
        "the login "
            + server.login()
            + " is no member of the role "
            + role
            + ", which alone sees the changes.",
        Grants.member(database, role, server.login()));
  }
}
