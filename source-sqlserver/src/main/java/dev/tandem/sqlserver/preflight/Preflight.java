/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.preflight.CapturePlan;
import dev.tandem.model.preflight.Problem;
import dev.tandem.sqlserver.SqlServerCode;
import dev.tandem.sqlserver.SqlServerConnection;
import dev.tandem.sqlserver.SqlServerFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Examines a server before anything is captured from it; changes nothing there. */
public final class Preflight {
  private static final List<Check> CHECKS =
      List.of(
          new Capture(),
          new Permissions(),
          new Retention(),
          new Tables(),
          new HeartbeatTable(),
          new Keys(),
          new ColumnTypes(),
          new OldValues());

  private final SqlServerConnection address;
  private final CapturePlan plan;

  /** Examines what the plan needs. */
  public Preflight(SqlServerConnection address, CapturePlan plan) {
    this.address = address;
    this.plan = plan;
  }

  /** Everything that must be mended, at once; empty when capture can start. */
  public List<Problem> problems() {
    try (Connection connection = address.open()) {
      return problems(new AskedServer(connection, address, plan));
    } catch (SQLException e) {
      return List.of(failed(address.host() + ':' + address.port(), failure(e)));
    } catch (TandemException e) {
      return List.of(failed(address.host() + ':' + address.port(), e));
    }
  }

  /** What one check may not ask for is no reason to leave out the others. */
  List<Problem> problems(Server server) throws SQLException {
    List<Problem> problems = new ArrayList<>();
    problems.addAll(
        problems(server.where(), () -> ServerVersion.problems(server.where(), Product.of(server))));
    problems.addAll(problems(server.where(), () -> Agent.problems(server)));
    problems.addAll(problems(server.where(), () -> Databases.problems(server)));
    for (String database : server.databases()) {
      for (Check check : CHECKS) {
        problems.addAll(problems(database, () -> check.problems(server, database)));
      }
    }
    return problems;
  }

  private interface Question {
    List<Problem> answer() throws SQLException;
  }

  private List<Problem> problems(String where, Question question) throws SQLException {
    try {
      return question.answer();
    } catch (SQLException e) {
      if (SqlServerFailure.passes(e)) {
        throw e;
      }
      return SqlServerFailure.code(e) == SqlServerCode.DENIED
          ? List.of() // Permissions says which one is missing
          : List.of(failed(where, failure(e)));
    } catch (TandemException e) {
      if (e.code() == SqlServerCode.UNREACHABLE) {
        throw e;
      }
      return e.code() == SqlServerCode.DENIED ? List.of() : List.of(failed(where, e));
    }
  }

  private TandemException failure(SQLException failure) {
    return SqlServerFailure.of(failure, "be examined", address);
  }

  private static Problem failed(String where, TandemException failure) {
    SqlServerCode code =
        failure.code() instanceof SqlServerCode known ? known : SqlServerCode.STATEMENT;
    return Problem.of(code, where, String.valueOf(failure.getMessage()));
  }
}
