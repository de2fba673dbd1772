/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.preflight.CapturePlan;
import dev.tandem.model.preflight.Problem;
import dev.tandem.mysql.MySqlCode;
import dev.tandem.mysql.MySqlConnection;
import dev.tandem.mysql.MySqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Examines a server before anything is captured from it; changes nothing there. */
public final class Preflight {
  private static final List<Check> CHECKS =
      List.of(
          new ServerVersion(),
          new LogSettings(),
          new LogFilters(),
          new LogRetention(),
          new ServerIds(),
          new Privileges(),
          new Databases(),
          new Tables(),
          new HeartbeatTable(),
          new Keys(),
          new ColumnTypes());

  private static final int PATIENCE_MILLIS = 3_600_000;

  private final MySqlConnection address;
  private final CapturePlan plan;
  private final OptionalLong serverId;

  /**
   * Examines what the plan needs.
   *
   * @param serverId the number under which capture reads the log, or empty when it chooses one
   *     itself
   */
  public Preflight(MySqlConnection address, CapturePlan plan, OptionalLong serverId) {
    this.address = address;
    this.plan = plan;
    this.serverId = serverId;
  }

  /** Everything that must be mended, at once; empty when capture can start. */
  public List<Problem> problems() {
    try (Connection connection = address.open()) {
      if (!plan.wholeRows().isEmpty()) {
        connection.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS); // equal rows are looked for
      }
      Server server = new Server(connection, address, plan, serverId);
      List<Problem> problems = new ArrayList<>();
      for (Check check : CHECKS) {
        problems.addAll(problems(check, server));
      }
      return problems;
    } catch (SQLException e) {
      return List.of(failed(MySqlFailure.of(e, "be examined", address)));
    } catch (TandemException e) {
      return List.of(failed(e));
    }
  }

  /** What one check may not ask for is no reason to leave out the others. */
  private List<Problem> problems(Check check, Server server) throws SQLException {
    try {
      return check.problems(server);
    } catch (SQLException e) {
      if (MySqlFailure.passes(e)) {
        throw e;
      }
      return MySqlFailure.code(e) == MySqlCode.DENIED
          ? List.of() // Privileges says which one is missing
          : List.of(failed(MySqlFailure.of(e, "be examined", address)));
    }
  }

  private Problem failed(TandemException failure) {
    MySqlCode code = failure.code() instanceof MySqlCode known ? known : MySqlCode.STATEMENT;
    return Problem.of(
        code, address.host() + ':' + address.port(), String.valueOf(failure.getMessage()));
  }
}
