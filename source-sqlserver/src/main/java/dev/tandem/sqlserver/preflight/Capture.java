/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.preflight.Problem;
import dev.tandem.model.source.SourceTable;
import dev.tandem.sqlserver.CaptureInstance;
import dev.tandem.sqlserver.SqlServerCode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Change data capture must be enabled for each database and table, and tell what the key is. */
final class Capture implements Check {

  @Override
  public List<Problem> problems(Server server, String database) throws SQLException {
    List<Problem> problems = new ArrayList<>();
    boolean enabled = DatabaseState.of(server, database).captured();
    if (!enabled) {
      problems.add(notEnabled(database));
    }
    for (SourceTable table : server.tables(database)) {
      List<CaptureInstance> own = enabled ? server.instances(table.id()) : List.of();
      problem(server, table, own).ifPresent(problems::add);
    }
    return problems;
  }

  private static Problem notEnabled(String database) {
    return Problem.of(
        SqlServerCode.CDC,
        database,
        "change data capture is not enabled for the database, so nothing of it can be captured.",
        Grants.use(database) + "EXEC sys.sp_cdc_enable_db");
  }

  private static Optional<Problem> problem(
      Server server, SourceTable table, List<CaptureInstance> own) throws SQLException {
    if (own.isEmpty()) {
      return Optional.of(
          Problem.of(
              SqlServerCode.CDC,
              table.id().toString(),
              "change data capture is not enabled for the table.",
              Grants.use(table.id().database()) + EnableTable.first(table.id())));
    }
    CaptureInstance newest = own.get(own.size() - 1);
    List<String> unknown =
        keys(server, table).stream().filter(name -> !newest.columns().contains(name)).toList();
    return unknown.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SecondInstance(server, table.id())
                .problem(
                    "its capture instance "
                        + newest.name()
                        + " does not have the key's columns "
                        + String.join(", ", unknown)
                        + ", so nothing says which row was changed."));
  }

  /** The columns of all keys by which rows of the table are told apart. */
  private static List<String> keys(Server server, SourceTable table) {
    return server.plan().tables().getOrDefault(table.id(), Set.of()).stream()
        .flatMap(key -> (key.isEmpty() ? table.key() : key).stream())
        .distinct()
        .toList();
  }
}
