/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.mapping.PostgresPlan;
import dev.tandem.model.mapping.PostgresPlan.Partitioning;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.type.Value;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes partitions before the first row of their period comes. What cannot be made is left to the
 * default partition, so that no row is refused for want of a place.
 */
final class Partitions {
  private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);

  /** Planning slows down beyond; a column of birthdays must not make a partition of each. */
  static final int MOST = 1_000;

  private static final Set<String> NO_ROOM = Set.of("42P17", "23514");
  private static final String COUNT =
      """
      SELECT count(*) FROM pg_inherits i
      JOIN pg_class c ON c.oid = i.inhparent JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ? AND c.relname = ?
      """;

  private final Map<PostgresPlan, Set<LocalDate>> settled = new HashMap<>();

  /** The first days of the periods that rows fall into and that have not been seen to. */
  Set<LocalDate> wanting(TargetTable table, Collection<Delivery> deliveries) {
    Set<LocalDate> days = new TreeSet<>();
    table
        .plan()
        .partitioning()
        .ifPresent(
            by -> {
              for (Delivery delivery : deliveries) {
                if (delivery.change() instanceof EntityChange.Upserted upserted) {
                  day(by, upserted.row())
                      .ifPresent(day -> days.add(Periods.start(by.period(), day)));
                }
              }
            });
    days.removeAll(settled.getOrDefault(table.plan(), Set.of()));
    return days;
  }

  /** Empty for a row of another mapping that has no such day: PostgreSQL itself will refuse it. */
  private static Optional<LocalDate> day(Partitioning by, EntityRow row) {
    Integer position = row.schema().positions().get(by.field());
    Value value = position == null ? Value.NULL : row.value(position);
    if (value instanceof Value.Date date) {
      return Optional.of(date.value());
    } else if (value instanceof Value.Timestamp timestamp) {
      return Optional.of(timestamp.value().toLocalDate());
    } else if (value instanceof Value.Moment moment) {
      return Optional.of(moment.value().atOffset(ZoneOffset.UTC).toLocalDate());
    }
    return Optional.empty();
  }

  /** Makes those partitions and commits, one sink at a time. */
  void make(TargetTable table, Set<LocalDate> days, Connection session) throws SQLException {
    PostgresPlan where = table.plan();
    Partitioning by = where.partitioning().orElseThrow();
    try (Statement statement = session.createStatement()) {
      statement.execute(Ddl.LOCK);
      for (LocalDate day : days) {
        if (count(where, session) < MOST) {
          make(Ddl.partition(where, by.period(), day), session, statement);
        } else {
          LOG.warn("{} has {} partitions: further rows go to its default partition", where, MOST);
        }
      }
    }
    session.commit();
    settled.computeIfAbsent(where, plan -> new HashSet<>()).addAll(days);
  }

  private static void make(String sql, Connection session, Statement statement)
      throws SQLException {
    Savepoint before = session.setSavepoint();
    try {
      LOG.info("{}", sql);
      statement.execute(sql);
      session.releaseSavepoint(before);
    } catch (SQLException e) {
      session.rollback(before);
      if (!NO_ROOM.contains(e.getSQLState())) {
        throw e;
      }
      LOG.warn(
          "its rows go to the partition that takes them now, since this one cannot be made: {}",
          SqlErrors.reason(e));
    }
  }

  private static int count(PostgresPlan where, Connection session) throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(COUNT)) {
      statement.setString(1, where.schema());
      statement.setString(2, where.table());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getInt(1) : 0;
      }
    }
  }

  /** Forgets what has been seen to: after an error that says that tables look otherwise. */
  void forget() {
    settled.clear();
  }
}
