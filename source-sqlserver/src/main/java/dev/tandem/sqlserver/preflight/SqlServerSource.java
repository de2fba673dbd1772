/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.preflight.CapturePlan;
import dev.tandem.model.preflight.Findings;
import dev.tandem.model.preflight.Problem;
import dev.tandem.model.preflight.Source;
import dev.tandem.model.source.SourceAccess;
import dev.tandem.sqlserver.SqlServerConnection;
import dev.tandem.sqlserver.SqlServerReader;
import java.util.List;
import java.util.Optional;

/**
 * A SQL Server.
 *
 * @param databases those of which tables are captured
 */
public record SqlServerSource(SqlServerConnection connection, List<String> databases)
    implements Source {
  /** Copies the list. */
  public SqlServerSource {
    databases = List.copyOf(databases);
  }

  @Override
  public SourceAccess reader() {
    return new SqlServerReader(connection, databases);
  }

  @Override
  public List<Problem> problems(CapturePlan plan) {
    return new Preflight(connection, plan).problems();
  }

  @Override
  public Optional<String> script(CapturePlan plan, List<Problem> problems) {
    return DbaScript.of(plan, connection.login().toString(), problems);
  }

  @Override
  public Findings risks(MappingPlan mapping, boolean rows) {
    return Risks.of(connection, CapturePlan.of(databases, mapping));
  }
}
