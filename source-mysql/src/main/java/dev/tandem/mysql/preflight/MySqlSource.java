/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.preflight.CapturePlan;
import dev.tandem.model.preflight.Findings;
import dev.tandem.model.preflight.Problem;
import dev.tandem.model.preflight.Source;
import dev.tandem.model.source.Cascades;
import dev.tandem.model.source.ForeignKey;
import dev.tandem.model.source.OnCascade;
import dev.tandem.model.source.SourceAccess;
import dev.tandem.model.source.TableId;
import dev.tandem.mysql.ForeignKeys;
import dev.tandem.mysql.MySqlConnection;
import dev.tandem.mysql.MySqlFailure;
import dev.tandem.mysql.MySqlReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/**
 * A MySQL server.
 *
 * @param serverId the number under which capture reads the log, or empty when it chooses one itself
 * @param onCascade what is done about rows that foreign keys change
 */
public record MySqlSource(MySqlConnection connection, OptionalLong serverId, OnCascade onCascade)
    implements Source {

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
    return Lint.of(connection, mapping, onCascade, rows);
  }

  @Override
  public Cascades cascades(Collection<TableId> captured) {
    List<ForeignKey> keys = new ArrayList<>();
    try (Connection open = connection.open()) {
      for (TableId child : captured) {
        keys.addAll(ForeignKeys.of(open, child));
      }
    } catch (SQLException e) {
      throw MySqlFailure.of(e, "read the foreign keys", connection);
    }
    return Cascades.of(keys, captured, onCascade);
  }
}
