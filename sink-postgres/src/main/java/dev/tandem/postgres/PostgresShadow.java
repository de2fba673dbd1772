/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.mapping.PostgresPlan;
import dev.tandem.model.target.ShadowReport;
import dev.tandem.model.target.TargetUnavailable;
import dev.tandem.model.target.TargetWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A second table of an entity, made like the one in use, to be filled from the entity's topic, then
 * compared with the other or put in its place.
 */
public final class PostgresShadow {
  private static final int LONGEST_NAME = 63;

  private static final String HOLD =
      "SELECT partition, next_offset FROM tandem.sink_position"
          + " WHERE sink = ? AND topic = ? AND next_offset IS NOT NULL ORDER BY partition";

  private static final String MOVE_TOMBSTONES =
      "UPDATE tandem.tombstone SET relation = ? WHERE relation = ?";

  private final PostgresConnection connection;
  private final PostgresPlan live;
  private final String sink;
  private final Supplier<TargetWriter> writer;

  /**
   * A shadow that may not be there yet.
   *
   * @param sink under which its lanes are locked
   */
  PostgresShadow(
      PostgresConnection connection,
      PostgresPlan live,
      String sink,
      Supplier<TargetWriter> writer) {
    this.connection = connection;
    this.live = live;
    this.sink = sink;
    this.writer = writer;
  }

  static PostgresPlan of(PostgresPlan live) {
    return beside(live, "__shadow");
  }

  private static PostgresPlan beside(PostgresPlan live, String suffix) {
    String table = live.table() + suffix;
    if (table.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
      throw new TandemException(
          PostgresCode.SHADOW,
          "PostgreSQL would cut the name " + table + ". " + PostgresCode.SHADOW.remedy());
    }
    return new PostgresPlan(live.schema(), table, live.partitioning(), live.metadata());
  }

  /** The table's name, {@code schema.table}. */
  public String name() {
    return of(live).toString();
  }

  /** A writer to the shadow; to be closed. */
  public TargetWriter writer() {
    return writer.get();
  }

  /**
   * Makes the shadow like the table in use, unless it is there.
   *
   * @param anew whether to throw away what it holds
   * @return whether it is empty
   * @throws TandemException when there is no table that it could be like
   */
  public boolean begin(boolean anew) {
    PostgresPlan shadow = of(live);
    return inTransaction(
        session -> {
          if (!isThere(live, session)) {
            throw refused("There is no table " + live + " that a shadow could be like.");
          }
          if (isThere(shadow, session) && !anew) {
            return false;
          }
          execute("DROP TABLE IF EXISTS " + Sql.table(shadow), session);
          if (live.partitioning().isEmpty()) {
            execute(
                "CREATE TABLE "
                    + Sql.table(shadow)
                    + " (LIKE "
                    + Sql.table(live)
                    + " INCLUDING ALL)",
                session);
            ShadowSwap.copyComment(live, shadow, session);
          }
          update("DELETE FROM tandem.tombstone WHERE relation = ?", session, shadow.toString());
          update("DELETE FROM tandem.sink_position WHERE sink = ?", session, sink);
          return true;
        });
  }

  /** How far the sink is that writes the table in use: the next offset of each partition. */
  public SortedMap<Integer, Long> positions(String liveSink, String topic) {
    return inTransaction(session -> positions(HOLD, liveSink, topic, session));
  }

  /**
   * Compares both tables as they are at one moment, at which both hold the same records: the sink
   * waits until the shadow has come to where it stands, and goes on during the comparison.
   *
   * @param catchUp fills the shadow up to these positions, and no further
   */
  public ShadowReport compare(String liveSink, String topic, Consumer<Map<Integer, Long>> catchUp) {
    try (Connection snapshot = connection.openReader()) {
      snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      inTransaction(
          session -> {
            catchUp.accept(positions(HOLD + " FOR UPDATE", liveSink, topic, session));
            execute("SELECT 1", snapshot); // from here on it sees what is there now
            return true;
          });
      snapshot.setNetworkTimeout(Runnable::run, 0);
      return ShadowComparison.of(live, of(live), snapshot);
    } catch (SQLException e) {
      throw SqlErrors.unavailable(e, connection);
    }
  }

  /**
   * Puts the shadow in the place of the table in use, which is kept under the name that is
   * returned. The sink waits meanwhile, and goes on with the new table.
   *
   * @param catchUp fills the shadow up to these positions, and no further
   * @throws TandemException when something hangs on the table in use that would not follow
   */
  public String swap(String liveSink, String topic, Consumer<Map<Integer, Long>> catchUp) {
    PostgresPlan shadow = of(live);
    PostgresPlan before = beside(live, "__before");
    return inTransaction(
        session -> {
          List<String> obstacles = ShadowSwap.obstacles(live, before, session);
          if (!obstacles.isEmpty()) {
            throw refused(String.join(" ", obstacles));
          }
          catchUp.accept(positions(HOLD + " FOR UPDATE", liveSink, topic, session));
          ShadowSwap.copyGrants(live, shadow, session);
          execute(ShadowSwap.rename(live, before), session);
          execute(ShadowSwap.rename(shadow, live), session);
          update("DELETE FROM tandem.tombstone WHERE relation = ?", session, before.toString());
          update(MOVE_TOMBSTONES, session, before.toString(), live.toString());
          update(MOVE_TOMBSTONES, session, live.toString(), shadow.toString());
          update("DELETE FROM tandem.sink_position WHERE sink = ?", session, sink);
          return before.toString();
        });
  }

  private SortedMap<Integer, Long> positions(
      String sql, String liveSink, String topic, Connection session) throws SQLException {
    SortedMap<Integer, Long> positions = new TreeMap<>();
    try (PreparedStatement statement = session.prepareStatement(sql)) {
      statement.setString(1, liveSink);
      statement.setString(2, topic);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          positions.put(row.getInt(1), row.getLong(2));
        }
      }
    }
    if (positions.isEmpty()) {
      throw refused("The sink that writes " + live + " has not begun with " + topic + ".");
    }
    return positions;
  }

  private static boolean isThere(PostgresPlan table, Connection session) throws SQLException {
    return Catalog.columns(session, table.schema(), table.table()).isPresent();
  }

  static TandemException refused(String sentence) {
    return new TandemException(PostgresCode.SHADOW, sentence + " " + PostgresCode.SHADOW.remedy());
  }

  private static void execute(String sql, Connection session) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void update(String sql, Connection session, String... parameters)
      throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }

  private <T> T inTransaction(Work<T> work) {
    try (Connection session = connection.openWriter()) {
      T result = work.run(session);
      session.commit();
      return result;
    } catch (SQLException e) {
      throw SqlErrors.unavailable(e, connection);
    }
  }

  /** Something that is done in a transaction of its own. */
  private interface Work<T> {
    /**
     * Does it; the caller commits.
     *
     * @throws TargetUnavailable when PostgreSQL is away
     */
    T run(Connection session) throws SQLException;
  }
}
