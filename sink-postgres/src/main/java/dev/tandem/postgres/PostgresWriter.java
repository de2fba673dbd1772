/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.fault.FailPoint;
import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.TargetUnavailable;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.model.target.WriteResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a batch and the positions that it ends at in one transaction. What a crash of the server
 * takes of the one it takes of the other, so that large batches, as they come while a target
 * catches up, need not wait for the disk: the rows are read from Kafka again. The first small one
 * waits, and with it all before it are there for good.
 */
final class PostgresWriter implements TargetWriter {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresWriter.class);

  /** From so many changes on, a batch is large. */
  static final int LARGE = 1_000;

  private final PostgresConnection settings;
  private final Tables tables;
  private final LanePositions positions;
  private final Tombstones tombstones;
  private final boolean tellsTombstoned;
  private @Nullable Connection connection;

  PostgresWriter(
      PostgresConnection settings,
      Tables tables,
      LanePositions positions,
      Tombstones tombstones,
      boolean tellsTombstoned) {
    this.settings = settings;
    this.tables = tables;
    this.positions = positions;
    this.tombstones = tombstones;
    this.tellsTombstoned = tellsTombstoned;
  }

  @Override
  public Map<Lane, Long> claim(Collection<Lane> lanes) {
    return inTransaction(session -> positions.claim(lanes, session), this::notClaimed);
  }

  private TargetUnavailable notClaimed(SQLException e) {
    if (SqlErrors.isLocked(e)) {
      try {
        int ended = inTransaction(CutOffWriters::end, this::unavailable);
        LOG.warn("{} sessions were ended that had left off in the middle of a COPY", ended);
      } catch (TargetUnavailable away) {
        e.addSuppressed(away);
      }
    }
    return unavailable(e);
  }

  @Override
  public WriteResult write(Batch batch) {
    List<TableBatch> groups = groups(batch);
    groups.forEach(TableBatch::check);
    FailPoint.hit("sink-postgres.before-write");
    WriteResult result =
        inTransaction(session -> apply(batch, groups, session), e -> failure(e, groups));
    FailPoint.hit("sink-postgres.after-commit");
    return result;
  }

  private RuntimeException failure(SQLException e, List<TableBatch> groups) {
    Optional<Delivery> culprit =
        SqlErrors.isRefusedForGood(e) ? culprit(e, groups) : Optional.empty();
    return culprit.isPresent() ? SqlErrors.of(culprit.get(), e) : SqlErrors.ofBatch(e, settings);
  }

  /** Spares halving the batch, over and over, where the server's complaint names the row. */
  private Optional<Delivery> culprit(SQLException e, List<TableBatch> groups) {
    Complaint complaint = Complaint.of(e);
    for (TableBatch group : groups) {
      Optional<Delivery> suspect = group.suspect(complaint);
      if (suspect.isPresent() && isRefusedAlone(group.of(suspect.get()), e)) {
        return suspect;
      }
    }
    return Optional.empty();
  }

  private boolean isRefusedAlone(TableBatch alone, SQLException e) {
    try {
      return inTransaction(session -> isRefused(alone, e, session), this::unavailable);
    } catch (TargetUnavailable away) {
      LOG.debug("what was refused is found by halving the batch", away);
      return false;
    }
  }

  private static boolean isRefused(TableBatch alone, SQLException e, Connection session)
      throws SQLException {
    try {
      alone.apply(session);
      return false;
    } catch (SQLException again) {
      return Objects.equals(again.getSQLState(), e.getSQLState());
    } finally {
      session.rollback();
    }
  }

  /**
   * Tables are made outside the batch's transaction: a schema that just changed must not hold its
   * locks.
   */
  private List<TableBatch> groups(Batch batch) {
    Map<EntitySchema, List<Delivery>> bySchema = new LinkedHashMap<>();
    batch.newestPerKey().values().stream()
        .flatMap(Collection::stream)
        .forEach(
            delivery ->
                bySchema
                    .computeIfAbsent(delivery.schema(), schema -> new ArrayList<>())
                    .add(delivery));
    List<TableBatch> groups = new ArrayList<>();
    bySchema.forEach(
        (schema, deliveries) ->
            groups.add(
                new TableBatch(
                    inTransaction(
                        session -> tables.of(schema, deliveries, session), this::unavailable),
                    deliveries)));
    return groups;
  }

  private WriteResult apply(Batch batch, List<TableBatch> groups, Connection session)
      throws SQLException {
    if (!positions.advance(batch, session)) {
      return WriteResult.of(0, batch.deliveries().size());
    }
    deferConstraints(groups, session);
    if (batch.deliveries().size() >= LARGE && positions.arePlaced(batch)) {
      execute("SET LOCAL synchronous_commit TO off", session);
    }
    int applied = 0;
    int tombstoned = 0;
    for (TableBatch group : groups) {
      tombstoned += tellsTombstoned ? group.tombstoned(session) : 0;
      applied += group.apply(session);
    }
    tombstones.purge(session);
    FailPoint.hit("sink-postgres.before-commit");
    return WriteResult.of(applied, batch.deliveries().size() - applied).withTombstoned(tombstoned);
  }

  /** Values that rows swap are unique again at the end of the batch, though not in between. */
  private static void deferConstraints(List<TableBatch> groups, Connection session)
      throws SQLException {
    if (groups.stream().anyMatch(TableBatch::isDeferrable)) {
      execute("SET CONSTRAINTS ALL DEFERRED", session);
    }
  }

  private static void execute(String sql, Connection session) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  private <T> T inTransaction(Work<T> work, Function<SQLException, RuntimeException> failure) {
    try {
      Connection session = session();
      T result = work.run(session);
      session.commit();
      return result;
    } catch (SQLException e) {
      abandon(e);
      throw failure.apply(e);
    } catch (RuntimeException e) {
      abandon(e);
      throw e;
    }
  }

  private TargetUnavailable unavailable(SQLException e) {
    return SqlErrors.unavailable(e, settings);
  }

  private Connection session() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = settings.openWriter();
      connection = open;
    }
    return open;
  }

  /** Rolls back where the connection still works, and lets go of it where it does not. */
  private void abandon(Exception cause) {
    Connection open = connection;
    if (open == null) {
      return;
    }
    try {
      open.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
      close();
    }
    if (cause instanceof SQLException sql && SqlErrors.mayComeOfAnAlteredTable(sql)) {
      tables.forget();
    }
  }

  @Override
  public void close() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        LOG.debug("closing a connection that is broken already", e);
      }
    }
  }

  private interface Work<T> {
    T run(Connection session) throws SQLException;
  }
}
