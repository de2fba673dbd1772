/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalLong;

/** The jobs that fill and clear the change tables of a database, and what runs them. */
final class CaptureJobs {
  private static final int RUNNING = 4;

  private final Connection connection;
  private final String database;

  CaptureJobs(Connection connection, String database) {
    this.connection = connection;
    this.database = database;
  }

  /** How long changes are kept; empty when there is no such job, or the login may not know. */
  OptionalLong retentionMinutes() throws SQLException {
    return ofJob("cleanup", "retention");
  }

  /** How long the capture job rests between two looks at the log; empty likewise. */
  OptionalLong pollingIntervalSeconds() throws SQLException {
    return ofJob("capture", "pollinginterval");
  }

  private OptionalLong ofJob(String type, String property) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet job =
            statement.executeQuery("EXEC " + Sql.quote(database) + ".sys.sp_cdc_help_jobs")) {
      OptionalLong found = OptionalLong.empty();
      while (job.next()) {
        if (type.equals(job.getString("job_type"))) {
          found = OptionalLong.of(job.getLong(property));
        }
      }
      return found;
    } catch (SQLException e) {
      rethrowUnlessDenied(e);
      return OptionalLong.empty();
    }
  }

  /** Whether SQL Server Agent runs; empty when the login may not know. */
  Optional<Boolean> agentRuns() throws SQLException {
    String sql =
        "SELECT v.status FROM sys.dm_server_services AS v"
            + " WHERE v.servicename LIKE N'SQL Server Agent (%'";
    try (Statement statement = connection.createStatement();
        ResultSet service = statement.executeQuery(sql)) {
      return service.next() ? Optional.of(service.getInt(1) == RUNNING) : Optional.empty();
    } catch (SQLException e) {
      rethrowUnlessDenied(e);
      return Optional.empty();
    }
  }

  private static void rethrowUnlessDenied(SQLException e) throws SQLException {
    if (SqlServerFailure.code(e) != SqlServerCode.DENIED) {
      throw e;
    }
  }
}
