/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.preflight.Findings;
import dev.tandem.model.preflight.Risk;
import dev.tandem.model.source.Cascades;
import dev.tandem.model.source.ForeignKey;
import dev.tandem.model.source.OnCascade;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.mysql.Catalogue;
import dev.tandem.mysql.ForeignKeys;
import dev.tandem.mysql.MySqlCode;
import dev.tandem.mysql.MySqlConnection;
import dev.tandem.mysql.MySqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells what a mapping risks at its source: values that would change on their way, rows that would
 * become dead letters, changes that no log shows. Changes nothing there.
 */
public final class Lint {
  private static final int PATIENCE_MILLIS = 3_600_000;

  private final MySqlConnection address;
  private final OnCascade onCascade;
  private final boolean rows;
  private final List<Risk> risks = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private final List<ForeignKey> emulated = new ArrayList<>();

  private Lint(MySqlConnection address, OnCascade onCascade, boolean rows) {
    this.address = address;
    this.onCascade = onCascade;
    this.rows = rows;
  }

  /**
   * Every risk at once.
   *
   * @param rows whether to read rows, too: each table once from its beginning to its end
   */
  public static Findings of(
      MySqlConnection address, MappingPlan mapping, OnCascade onCascade, boolean rows) {
    Lint lint = new Lint(address, onCascade, rows);
    try (Connection connection = address.open()) {
      connection.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
      for (TableId table : mapping.tables()) {
        lint.examine(connection, table, mapping);
      }
    } catch (SQLException | TandemException e) {
      lint.leftOut.add("risks of the source: it cannot be asked");
    }
    if (!rows) {
      lint.leftOut.add("rows: none were read, so what they hold is not known");
    }
    return new Findings(lint.risks, lint.leftOut, lint.emulated);
  }

  private void examine(Connection connection, TableId id, MappingPlan mapping) throws SQLException {
    try {
      Catalogue catalogue = new Catalogue(connection, address);
      Optional<SourceTable> table = catalogue.find(id);
      if (table.isPresent()) {
        examine(connection, table.get(), catalogue.charsets(id), mapping);
      }
    } catch (SQLException e) {
      if (MySqlFailure.passes(e)) {
        throw e;
      }
      leftOut.add("risks of " + id + ": the server answers with error " + e.getErrorCode());
    }
  }

  private void examine(
      Connection connection, SourceTable table, Map<String, String> charsets, MappingPlan mapping)
      throws SQLException {
    Cascades cascades =
        Cascades.of(ForeignKeys.of(connection, table.id()), mapping.tables(), onCascade);
    emulated.addAll(cascades.emulated());
    Set<Suspicion> suspicions = new LinkedHashSet<>();
    cascades.missed().forEach(key -> suspicions.add(MissedCascades.of(key, onCascade)));
    for (EntityPlan entity : mapping.of(table.id())) {
      suspicions.addAll(new MappingRisks(entity, table, charsets).suspicions());
      List<String> transformed = MappingRisks.transformed(entity, table);
      if (!transformed.isEmpty()) {
        leftOut.add(
            "types of transformed fields: "
                + String.join(", ", transformed)
                + "; './tandem preview' shows what becomes of rows");
      }
    }
    add(table.id(), suspicions, rows ? counts(connection, table.id(), suspicions) : Map.of());
  }

  private static Map<Suspicion, Long> counts(
      Connection connection, TableId table, Set<Suspicion> suspicions) throws SQLException {
    List<Suspicion> ofRows =
        suspicions.stream().filter(suspicion -> suspicion.condition().isPresent()).toList();
    List<Long> counted =
        RowCounts.of(
            connection,
            table,
            ofRows.stream().flatMap(suspicion -> suspicion.condition().stream()).toList());
    Map<Suspicion, Long> counts = new HashMap<>();
    for (int i = 0; i < ofRows.size(); i++) {
      counts.put(ofRows.get(i), counted.get(i));
    }
    return counts;
  }

  private void add(TableId table, Set<Suspicion> suspicions, Map<Suspicion, Long> counts) {
    for (Suspicion suspicion : suspicions) {
      Long count = counts.get(suspicion);
      if (count != null && count > 0) {
        risks.add(suspicion.counted(table, count));
      } else if (suspicion.condition().isEmpty()
          || (!rows && suspicion.code() == MySqlCode.RISKY_TYPE)) {
        risks.add(suspicion.uncounted(table));
      }
    }
  }
}
