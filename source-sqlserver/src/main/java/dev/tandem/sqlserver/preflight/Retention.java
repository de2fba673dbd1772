/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.preflight.Problem;
import dev.tandem.sqlserver.SqlServerCode;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/**
 * Capture must be able to stand still for a while and still find its place. Only an owner of the
 * database may ask how long that is.
 */
final class Retention implements Check {
  /** A week. */
  static final long WANTED_MINUTES = 10_080;

  private static final long LEAST_MINUTES = 1_440;

  @Override
  public List<Problem> problems(Server server, String database) throws SQLException {
    OptionalLong minutes = minutes(server, database);
    return minutes.isEmpty() || minutes.getAsLong() >= LEAST_MINUTES
        ? List.of()
        : List.of(
            Problem.of(
                SqlServerCode.RETENTION,
                database,
                "changes are deleted after "
                    + minutes.getAsLong()
                    + " minutes: a stop of capture that lasts longer would lose changes; keep at least a day,"
                    + " better a week.",
                Grants.use(database) + change()));
  }

  /** Within the database; the clean-up job reads it anew whenever its schedule starts it. */
  static String change() {
    return "EXEC sys.sp_cdc_change_job @job_type = N'cleanup', @retention = " + WANTED_MINUTES;
  }

  /** Empty when this login may not know, which Risks tells, or when nothing is captured yet. */
  static OptionalLong minutes(Server server, String database) throws SQLException {
    return DatabaseState.of(server, database).captured()
        ? server.retentionMinutes(database)
        : OptionalLong.empty();
  }
}
