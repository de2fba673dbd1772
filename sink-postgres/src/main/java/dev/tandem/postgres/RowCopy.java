/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.Version;
import dev.tandem.model.type.Value;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Copies rows that are new at the source straight into their table, at half of what an upsert costs
 * the server. The guards hold: a row that is there already breaks the copy at its key, and where
 * anything of the entity was ever deleted no copy is tried, so that none brings a row back
 * (invariants 3 and 4). A copy that fails leaves no trace, and the batch is upserted.
 */
final class RowCopy {
  /** Below, an upsert's one round trip weighs more. */
  private static final int FEWEST = 100;

  private static final int CHUNK = 64 << 10;
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
  };
  private static final int FLAGS = 0;
  private static final int EXTENSION = 0;
  private static final int END = -1;

  private static final String NOW_UNLESS_BURIED =
      "SELECT now() WHERE NOT EXISTS (SELECT 1 FROM tandem.tombstone WHERE relation = ?)";

  private final TargetTable table;
  private final List<SentColumn<EntityChange.Upserted>> columns;
  private final List<FactColumn> stamps;
  private final boolean possible;
  private final String sql;
  private final CopyOdds odds = new CopyOdds();

  RowCopy(TargetTable table) {
    this.table = table;
    this.columns = columns(table);
    this.stamps = table.facts().stream().filter(fact -> !fact.isSent()).toList();
    this.possible = isPossible(table);
    this.sql = sql();
  }

  /** A key that is there in another partition would not break the copy. */
  private static boolean isPossible(TargetTable table) {
    return !table.isSplit() && table.columns().stream().allMatch(TargetColumn::isSentAsIs);
  }

  private static List<SentColumn<EntityChange.Upserted>> columns(TargetTable table) {
    List<SentColumn<EntityChange.Upserted>> columns = SentColumn.ofRow(table);
    columns.add(SentColumn.version());
    return columns;
  }

  /** The columns as {@link #write} writes them. */
  private String sql() {
    String names =
        Stream.of(
                table.columns().stream().map(TargetColumn::name),
                table.facts().stream().filter(FactColumn::isSent).map(FactColumn::name),
                Stream.of(Version.NAME),
                stamps.stream().map(FactColumn::name))
            .flatMap(named -> named)
            .map(Sql::name)
            .collect(Collectors.joining(", "));
    return "COPY " + Sql.table(table.plan()) + " (" + names + ") FROM STDIN (FORMAT binary)";
  }

  /**
   * Copies the rows if that is worth a try; empty when they are still to be upserted.
   *
   * @param upserts each key once
   * @throws SQLException also when a row is refused for good and the complaint says which
   */
  OptionalInt copy(List<EntityChange.Upserted> upserts, Connection session) throws SQLException {
    if (upserts.size() < FEWEST || !possible || !areNew(upserts) || !odds.areGood()) {
      return OptionalInt.empty();
    }
    Optional<Instant> now = nowUnlessBuried(session);
    if (now.isEmpty()) {
      return OptionalInt.empty();
    }
    Savepoint before = session.setSavepoint();
    try {
      send(upserts, now.get(), session);
      session.releaseSavepoint(before);
      odds.won();
      return OptionalInt.of(upserts.size());
    } catch (SQLException e) {
      if (session.isClosed()) {
        throw e;
      }
      if (SqlErrors.isRefusedForGood(e) && Complaint.of(e).copiedRow().isPresent()) {
        throw e;
      }
      session.rollback(before); // the upsert that follows tells what is wrong, if anything is
      odds.lost();
      return OptionalInt.empty();
    }
  }

  private static boolean areNew(List<EntityChange.Upserted> upserts) {
    return upserts.stream().allMatch(upsert -> upsert.origin() != EntityChange.Origin.UPDATE);
  }

  /** The moment that the transaction's statements take for now. */
  private Optional<Instant> nowUnlessBuried(Connection session) throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(NOW_UNLESS_BURIED)) {
      statement.setString(1, table.plan().toString());
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(row.getObject(1, OffsetDateTime.class).toInstant())
            : Optional.empty();
      }
    }
  }

  private void send(List<EntityChange.Upserted> upserts, Instant now, Connection session)
      throws SQLException {
    CopyIn copy = session.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
    try {
      PgBytes out = new PgBytes(2 * CHUNK);
      out.raw(SIGNATURE).int32(FLAGS).int32(EXTENSION);
      for (EntityChange.Upserted upsert : upserts) {
        write(upsert, now, out);
        if (out.length() >= CHUNK) {
          flush(out, copy);
        }
      }
      out.int16(END);
      flush(out, copy);
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private void write(EntityChange.Upserted upsert, Instant now, PgBytes out) {
    out.int16(columns.size() + stamps.size());
    for (SentColumn<EntityChange.Upserted> column : columns) {
      column.write(upsert, out);
    }
    for (FactColumn stamp : stamps) {
      stamp.sent().writeField(new Value.Moment(now), out);
    }
  }

  private static void flush(PgBytes out, CopyIn copy) throws SQLException {
    copy.writeToCopy(out.buffer(), 0, out.length());
    out.clear();
  }
}
