/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.entity.EntityChange;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Copies the rows of a large batch into a temporary table, out of which one statement upserts them:
 * the server reads them while they are still being written, and has less to do than with arrays.
 */
final class StagedRows {
  /** Below, its round trips weigh more. */
  private static final int FEWEST = 1_000;

  private final TargetTable table;
  private final boolean possible;
  private final List<SentColumn<EntityChange.Upserted>> columns;
  private final String create;
  private final String copy;
  private final String upsert;

  /**
   * Those of one table.
   *
   * @param permitted whether this role may make temporary tables
   */
  StagedRows(TargetTable table, boolean permitted) {
    this.table = table;
    this.possible = permitted && !table.isSplit();
    this.columns = SentColumn.guarded(SentColumn.ofRow(table));
    String staged = "pg_temp." + name(table);
    this.create =
        columns.stream()
            .map(column -> column.name() + " " + column.type().sql())
            .collect(
                Collectors.joining(
                    ", ",
                    "CREATE TABLE IF NOT EXISTS " + staged + " (",
                    ") ON COMMIT DELETE ROWS"));
    this.copy = BinaryCopy.sql(staged, columns.stream().map(SentColumn::name).toList());
    this.upsert = possible ? new Statements(table).upsert(staged + " AS u") : "";
  }

  /** The same for each session that writes rows of that schema there, and for no others. */
  private static String name(TargetTable table) {
    byte[] whole = (table.plan() + " " + table.schema()).getBytes(StandardCharsets.UTF_8);
    return "tandem_" + UUID.nameUUIDFromBytes(whole).toString().replace("-", "");
  }

  /** Whether it is the better way for so many. */
  boolean suits(List<EntityChange.Upserted> upserts) {
    return possible && upserts.size() >= FEWEST;
  }

  /**
   * Writes the rows; returns how many changed.
   *
   * @param upserts each key once
   */
  int upsert(List<EntityChange.Upserted> upserts, Connection session) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(create);
    }
    try (BinaryCopy rows = BinaryCopy.begin(copy, session)) {
      for (EntityChange.Upserted upserted : upserts) {
        PgBytes row = rows.row(columns.size());
        for (SentColumn<EntityChange.Upserted> column : columns) {
          column.write(upserted, row);
        }
      }
      rows.end();
    }
    try (PreparedStatement statement = session.prepareStatement(upsert)) {
      statement.setString(1, table.plan().toString());
      return statement.executeUpdate();
    }
  }
}
