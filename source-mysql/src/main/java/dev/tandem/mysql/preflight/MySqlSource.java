/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.preflight.CapturePlan;
import dev.tandem.model.preflight.Findings;
import dev.tandem.model.preflight.Problem;
import dev.tandem.model.preflight.Source;
import dev.tandem.model.source.SourceAccess;
import dev.tandem.mysql.MySqlConnection;
import dev.tandem.mysql.MySqlReader;
import java.util.List;
import java.util.OptionalLong;

/**
 * A MySQL server.
 *
 * @param serverId the number under which capture reads the log, or empty when it chooses one itself
 */
public record MySqlSource(MySqlConnection connection, OptionalLong serverId) implements Source {

  @Override
  public SourceAccess reader() {
    return new MySqlReader(connection);
  }

  @Override
  public List<Problem> problems(CapturePlan plan) {
    return new Preflight(connection, plan, serverId).problems();
  }

  @Override
  public Findings risks(MappingPlan mapping, boolean rows) {
    return Lint.of(connection, mapping, rows);
  }
}
