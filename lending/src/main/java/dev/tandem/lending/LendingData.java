/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending;

import dev.tandem.lending.table.Draw;
import dev.tandem.lending.table.Scene;
import dev.tandem.lending.table.Table;
import dev.tandem.lending.table.Tables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The first rows of the sample database. The same seed, number of rows and time make the same rows,
 * each of them by itself, so that they can be made in any order.
 */
public final class LendingData {
  /** Rows of the demo. */
  public static final long DEFAULT_ROWS = 200_000;

  private static final long FEWEST_ROWS = 100;
  private static final double ODD_ROWS = 0.01;
  private static final double EDGES_OF_ODD_ROWS = 0.5;

  /** An odd 64-bit number without a pattern, as hash functions use it. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final long seed;
  private final Map<String, Long> rows;
  private final Scene scene;

  /**
   * Describes the data; nothing is made yet.
   *
   * @param total rows of all tables together, at least 100
   * @param clock the time up to which things have happened; logs are some weeks old at most
   */
  public LendingData(long seed, long total, Clock clock) {
    if (total < FEWEST_ROWS) {
      throw new IllegalArgumentException(total + " rows are too few for eight tables");
    }
    this.seed = seed;
    this.rows = Tables.rows(total);
    this.scene =
        new Scene(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC), this::rows, () -> 1L);
  }

  /** How many rows each table has, by the table's name, parents before their children. */
  public Map<String, Long> rows() {
    return Map.copyOf(rows);
  }

  private long rows(String table) {
    return rows.getOrDefault(table, 0L);
  }

  /**
   * Fills the tables, which must be empty, over two connections.
   *
   * @throws dev.tandem.model.error.TandemException with a {@link LendingCode} when the server
   *     refuses; some rows may be there then
   */
  public void load(LendingServer server, LoadProgress progress) {
    try {
      new Loader(this, server, progress).run();
    } catch (SQLException e) {
      throw server.failed("fill the database " + server.database(), e);
    }
  }

  /**
   * Whether none of the tables has a row.
   *
   * @throws dev.tandem.model.error.TandemException with a {@link LendingCode} when the server
   *     refuses
   */
  public static boolean isMissing(LendingServer server) {
    try (Connection connection = server.open();
        Statement statement = connection.createStatement()) {
      statement.setMaxRows(1);
      for (Table table : Tables.ALL) {
        try (ResultSet rows = statement.executeQuery("SELECT 1 FROM " + table.name())) {
          if (rows.next()) {
            return false;
          }
        }
      }
      return true;
    } catch (SQLException e) {
      throw server.failed("look into the database " + server.database(), e);
    }
  }

  /** A row of a table: a value for each of its columns. */
  List<@Nullable Object> row(Table table, long number) {
    long place = Tables.ALL.indexOf(table) * SPREAD + number;
    SplittableRandom random = new SplittableRandom(seed * SPREAD ^ place * SPREAD);
    double edges = random.nextDouble() < ODD_ROWS ? EDGES_OF_ODD_ROWS : 0;
    return table.row(new Draw(random, () -> number, scene, edges));
  }
}
