/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.mapping.PostgresPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds in a table that is there what no statement of Tandem's can mend. */
final class Misfits {
  private static final String IS_SPLIT =
      """
      SELECT coalesce(pg_get_partkeydef(c.oid) = 'RANGE (' || quote_ident(?) || ')', false)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ? AND c.relname = ?
      """;

  private static final String HAS_DEFAULT =
      """
      SELECT p.partdefid <> 0 FROM pg_partitioned_table p
      JOIN pg_class c ON c.oid = p.partrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ? AND c.relname = ?
      """;

  private Misfits() {}

  /** A sentence for each, with what to do. */
  static List<String> of(PostgresPlan where, Connection session) throws SQLException {
    if (where.partitioning().isEmpty() && where.metadata().isEmpty()) {
      return List.of();
    }
    Optional<Map<String, Catalog.ColumnInfo>> columns =
        Catalog.columns(session, where.schema(), where.table());
    List<String> misfits = new ArrayList<>();
    if (columns.isPresent()) {
      addFacts(where, columns.get(), misfits);
      addPartitioning(where, session, misfits);
    }
    return misfits;
  }

  private static void addFacts(
      PostgresPlan where, Map<String, Catalog.ColumnInfo> columns, List<String> misfits) {
    for (FactColumn fact : TargetTable.facts(where)) {
      Catalog.ColumnInfo column = columns.get(fact.name());
      if (column != null && !column.base().equals(fact.type())) {
        misfits.add(
            "%s.%s has the type %s, and metadata needs %s: name another column, or alter this one."
                .formatted(where, fact.name(), column.formatted(), fact.type()));
      }
    }
  }

  private static void addPartitioning(PostgresPlan where, Connection session, List<String> misfits)
      throws SQLException {
    if (where.partitioning().isPresent()) {
      String field = where.partitioning().get().field();
      if (!Catalog.is(session, IS_SPLIT, field, where.schema(), where.table())) {
        misfits.add(
            "%s is there, but not partitioned by range (%s), and PostgreSQL cannot change that: remove partition_by, or rename the table so that a new one can be made and loaded."
                .formatted(where, field));
      }
    }
  }

  static boolean hasDefaultPartition(PostgresPlan where, Connection session) throws SQLException {
    return Catalog.is(session, HAS_DEFAULT, where.schema(), where.table());
  }
}
