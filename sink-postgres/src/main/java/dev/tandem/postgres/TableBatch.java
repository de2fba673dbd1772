/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.target.BatchRefused;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.type.Refused;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The part of a batch that goes to one table, each key once. */
final class TableBatch {
  private static final String JOINS =
      "SELECT set_config('enable_hashjoin', ?, true), set_config('enable_mergejoin', ?, true)";

  private final TargetTable table;
  private final TableAccess access;
  private final List<Delivery> deliveries;

  TableBatch(TableAccess access, List<Delivery> deliveries) {
    this.table = access.table();
    this.access = access;
    this.deliveries = deliveries;
  }

  /** Whether a constraint of the table can wait until all of the batch is written. */
  boolean isDeferrable() {
    return table.deferrable();
  }

  /**
   * Refuses by name what PostgreSQL would change in silence, or refuse without saying which row it
   * was.
   */
  void check() {
    for (Delivery delivery : deliveries) {
      if (delivery.change() instanceof EntityChange.Upserted upserted) {
        check(delivery, upserted);
      }
    }
  }

  private void check(Delivery delivery, EntityChange.Upserted upserted) {
    for (int i = 0; i < table.columns().size(); i++) {
      TargetColumn column = table.columns().get(i);
      try {
        column.check(upserted.row().value(i));
      } catch (Refused e) {
        throw BatchRefused.of(
            delivery,
            e.error().code(),
            table.plan()
                + "."
                + column.name()
                + ": "
                + e.error().meaning()
                + " ("
                + e.getMessage()
                + ")");
      }
    }
  }

  /** Writes it; returns how many rows changed. */
  int apply(Connection session) throws SQLException {
    List<EntityChange.Upserted> upserts = new ArrayList<>();
    List<EntityChange.Deleted> deletes = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      if (delivery.change() instanceof EntityChange.Upserted upserted) {
        upserts.add(upserted);
      } else if (delivery.change() instanceof EntityChange.Deleted deleted) {
        deletes.add(deleted);
      }
    }
    if (table.isSplit()) {
      planByKey("off", session);
    }
    // Deletes first: a row that took over a unique value follows the one that gave it up.
    int changed = delete(deletes, session) + write(upserts, session);
    if (table.isSplit()) {
      planByKey("on", session);
    }
    return changed;
  }

  /**
   * A look for each key into the index of each partition seems so dear to the planner that it would
   * rather read the whole table for a batch, over and over.
   */
  private static void planByKey(String others, Connection session) throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(JOINS)) {
      statement.setString(1, others);
      statement.setString(2, others);
      statement.execute();
    }
  }

  /** The change that a complaint about this batch seems to be about. */
  Optional<Delivery> suspect(Complaint complaint) {
    Optional<Integer> row = complaint.copiedRow();
    if (row.isEmpty()) {
      return complaint.shown(deliveries, table);
    }
    return deliveries.stream()
        .filter(delivery -> delivery.change() instanceof EntityChange.Upserted)
        .skip(row.get())
        .findFirst();
  }

  /** The part of it that is one change. */
  TableBatch of(Delivery delivery) {
    return new TableBatch(access, List.of(delivery));
  }

  private int write(List<EntityChange.Upserted> upserts, Connection session) throws SQLException {
    OptionalInt copied = access.copy().copy(upserts, session);
    return copied.isPresent() ? copied.getAsInt() : upsert(upserts, session);
  }

  private int upsert(List<EntityChange.Upserted> upserts, Connection session) throws SQLException {
    if (upserts.isEmpty()) {
      return 0;
    }
    try (PreparedStatement statement = session.prepareStatement(access.upsert())) {
      bind(upserts, access.upserted(), statement);
      return table.isSplit() ? count(statement) : statement.executeUpdate();
    }
  }

  private int delete(List<EntityChange.Deleted> deletes, Connection session) throws SQLException {
    if (deletes.isEmpty()) {
      return 0;
    }
    try (PreparedStatement statement = session.prepareStatement(access.delete())) {
      bind(deletes, access.deleted(), statement);
      return count(statement);
    }
  }

  /** How many of its upserts are held back because their rows have been deleted since. */
  int tombstoned(Connection session) throws SQLException {
    List<EntityChange.Upserted> upserts =
        deliveries.stream()
            .map(Delivery::change)
            .filter(EntityChange.Upserted.class::isInstance)
            .map(EntityChange.Upserted.class::cast)
            .toList();
    try (PreparedStatement statement = session.prepareStatement(Statements.tombstoned())) {
      bind(upserts, List.of(SentColumn.version(), SentColumn.key()), statement);
      return count(statement);
    }
  }

  private static int count(PreparedStatement statement) throws SQLException {
    try (ResultSet count = statement.executeQuery()) {
      count.next();
      return count.getInt(1);
    }
  }

  private <T extends EntityChange> void bind(
      List<T> changes, List<SentColumn<T>> columns, PreparedStatement statement)
      throws SQLException {
    int relation = PgArrays.of(changes, columns).bind(statement);
    statement.setString(relation, table.plan().toString());
  }
}
