/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.preflight.Problem;
import dev.tandem.sqlserver.SqlServerCode;
import dev.tandem.sqlserver.SqlServerFailure;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * SQL Server Agent runs the job that fills the change tables. Who may not ask for the service looks
 * at what the job wrote last: with nothing to do it still notes every few minutes how far it came.
 *
 * @see <a
 *     href="https://learn.microsoft.com/en-us/sql/relational-databases/system-tables/cdc-lsn-time-mapping-transact-sql">cdc.lsn_time_mapping</a>
 */
final class Agent {
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(30);

  private static final String LAST =
      "SELECT TOP (1) tran_end_time AS last, GETDATE() AS now FROM cdc.lsn_time_mapping"
          + " ORDER BY start_lsn DESC";

  private Agent() {}

  static List<Problem> problems(Server server) throws SQLException {
    Optional<Boolean> runs = server.isReplica() ? Optional.empty() : server.agentRuns();
    if (runs.isPresent()) {
      return runs.get()
          ? List.of()
          : List.of(problem(server.where(), "SQL Server Agent does not run"));
    }
    List<Problem> problems = new ArrayList<>();
    for (String database : server.databases()) {
      silence(server, database)
          .filter(silence -> silence.compareTo(LONGEST_SILENCE) > 0)
          .map(
              silence ->
                  problem(
                      database,
                      "the capture job has written nothing for "
                          + silence.toMinutes()
                          + " minutes, though it does so at least every few when it runs"))
          .ifPresent(problems::add);
    }
    return problems;
  }

  private static Problem problem(String where, String what) {
    return Problem.of(
        SqlServerCode.AGENT,
        where,
        what + ": no change is captured meanwhile. Start SQL Server Agent and its capture job.");
  }

  /** Empty where nothing was captured yet, or the login may not ask, which Permissions tells. */
  private static Optional<Duration> silence(Server server, String database) throws SQLException {
    if (!DatabaseState.of(server, database).captured()) {
      return Optional.empty();
    }
    try {
      return server.rows(database, LAST).stream().findFirst().flatMap(Agent::silence);
    } catch (SQLException e) {
      if (SqlServerFailure.code(e) == SqlServerCode.DENIED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Both are in the server's own zone. */
  private static Optional<Duration> silence(Map<String, String> row) {
    String last = row.getOrDefault("last", "");
    String now = row.getOrDefault("now", "");
    return last.isEmpty() || now.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Duration.between(
                Timestamp.valueOf(last).toLocalDateTime(),
                Timestamp.valueOf(now).toLocalDateTime()));
  }
}
