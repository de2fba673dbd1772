/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.preflight.CapturePlan;
import dev.tandem.model.preflight.Findings;
import dev.tandem.model.preflight.Risk;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.sqlserver.SqlServerCode;
import dev.tandem.sqlserver.SqlServerConnection;
import dev.tandem.sqlserver.SqlServerFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells what a mapping risks at its source, as declarations and settings have it. */
final class Risks {
  private static final String ROWS =
      "rows: those of a SQL Server are not read, so what they hold is not known, such as U+0000 in text on its way"
          + " to PostgreSQL, or NULL in a required field; './tandem preview' shows what becomes of rows";

  private final Server server;
  private final Set<Risk> risks = new LinkedHashSet<>();
  private final List<String> leftOut = new ArrayList<>();

  private Risks(Server server) {
    this.server = server;
  }

  static Findings of(SqlServerConnection address, CapturePlan plan) {
    try (Connection connection = address.open()) {
      return of(new AskedServer(connection, address, plan));
    } catch (SQLException | TandemException e) {
      return new Findings(List.of(), List.of("risks of the source: it cannot be asked", ROWS));
    }
  }

  static Findings of(Server server) throws SQLException {
    Risks found = new Risks(server);
    for (String database : server.databases()) {
      found.examine(database);
    }
    found.leftOut.add(ROWS);
    return new Findings(List.copyOf(found.risks), found.leftOut);
  }

  private void examine(String database) throws SQLException {
    ask("settings of " + database, () -> risks.addAll(DatabaseRisks.of(server, database)));
    ask("capture instances of " + database, () -> risks.addAll(InstanceRisks.of(server, database)));
    ask("columns of " + database, () -> addMapping(database));
    if (DatabaseState.of(server, database).captured()
        && Retention.minutes(server, database).isEmpty()) {
      leftOut.add(
          "retention of "
              + database
              + ": only an owner of the database may ask how long changes are kept");
    }
  }

  private interface Question {
    void ask() throws SQLException;
  }

  private void ask(String what, Question question) throws SQLException {
    try {
      question.ask();
    } catch (SQLException e) {
      if (SqlServerFailure.passes(e)) {
        throw e;
      }
      leftOut.add("risks, " + what + ": the server answers with error " + e.getErrorCode());
    } catch (TandemException e) {
      if (e.code() == SqlServerCode.UNREACHABLE) {
        throw e;
      }
      leftOut.add("risks, " + what + ": " + e.getMessage());
    }
  }

  private void addMapping(String database) throws SQLException {
    Map<TableId, Map<String, ColumnFacts>> facts = ColumnFacts.of(server, database);
    String collation = DatabaseState.of(server, database).collation();
    for (SourceTable table : server.tables(database)) {
      Map<String, ColumnFacts> own = facts.getOrDefault(table.id(), Map.of());
      for (EntityPlan entity : server.plan().of(table.id())) {
        risks.addAll(new MappingRisks(entity, table, own, collation).risks());
      }
    }
  }
}
