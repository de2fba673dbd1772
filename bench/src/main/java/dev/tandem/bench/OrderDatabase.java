/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.bench.OrderRows.Change;
import dev.tandem.local.LocalPostgres;
import dev.tandem.local.PostgresSettings;
import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.postgres.PostgresConnection;
import dev.tandem.postgres.PostgresTarget;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/** The tables that the contenders write, all with the columns that Tandem gives them. */
final class OrderDatabase {
  /** What Tandem writes. */
  static final String TANDEM = "sales.orders";

  /** What is copied into by hand. */
  static final String BY_HAND = "bench.orders";

  /** What the peer writes: without a version, of which it knows nothing. */
  static final String PEER = "public.jdbc_orders";

  /** As a server of this size would be set up; the rest is as PostgreSQL has it by itself. */
  static final PostgresSettings SETTINGS =
      new PostgresSettings(
          true,
          Map.of(
              "shared_buffers", "1GB",
              "max_wal_size", "8GB",
              "checkpoint_timeout", "30min",
              // Each run begins on vacuumed tables; a vacuum in the middle would meet one by
              // chance.
              "autovacuum", "off"));

  /** The columns that the source has, too. */
  static final String FIELDS =
      "order_id, customer_id, phone, amount, status, created_at, updated_at, due_date, email,"
          + " is_paid, token, note";

  private final LocalPostgres server;
  private final Map<String, Content> expected = new HashMap<>();
  private int refused;

  /** Makes the tables anew, for rows of this kind. */
  OrderDatabase(LocalPostgres server, OrderRows rows) throws SQLException {
    this.server = server;
    execute("DROP SCHEMA IF EXISTS sales, bench, tandem CASCADE", "DROP TABLE IF EXISTS " + PEER);
    letTandemCreate(rows);
    execute(
        "CREATE SCHEMA bench",
        "CREATE TABLE " + BY_HAND + " (LIKE " + TANDEM + " INCLUDING ALL)",
        "CREATE TABLE " + PEER + " AS SELECT " + FIELDS + " FROM " + TANDEM + " WITH NO DATA",
        "ALTER TABLE " + PEER + " ADD PRIMARY KEY (order_id)");
  }

  /** By writing a row: there is no other way, since Tandem makes tables when it needs them. */
  private void letTandemCreate(OrderRows rows) {
    PostgresTarget target =
        new PostgresTarget(
            new PostgresConnection(url(), user(), password()), OrderEntity.TO_POSTGRES, true);
    target.prepare();
    TransformSteps steps = new TransformSteps(MappingVariant.PLAIN, rows.table());
    EntitySchema schema = steps.schema();
    EntityChange row = steps.map(steps.decode(rows.raw(0, Change.INSERT)), 0);
    Lane lane = new Lane("none", "none", 0);
    TargetWriter writer = target.writer("bench", "bench", Duration.ofDays(1));
    try {
      writer.claim(List.of(lane));
      writer.write(
          new Batch(
              List.of(new Delivery(lane, 0, schema, row)),
              new TreeMap<>(Map.of(lane, new Batch.Span(0, 1)))));
    } finally {
      writer.close();
    }
  }

  String url() {
    return server.jdbcUrl();
  }

  String user() {
    return server.user();
  }

  String password() {
    return server.password();
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), user(), password());
  }

  /** The server with all its sessions. */
  Processes processes() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet pid = statement.executeQuery("SELECT pg_backend_pid()")) {
      pid.next();
      return Processes.family("postgres", Processes.parent(pid.getLong(1)));
    }
  }

  /** Empties every table, and lets the server have nothing left to write. */
  void empty() throws SQLException {
    execute(
        "TRUNCATE "
            + String.join(", ", TANDEM, BY_HAND, PEER)
            + ", tandem.sink_position, tandem.tombstone",
        "CHECKPOINT");
  }

  /** Lets a table be as it will be some time after it was filled. */
  void settle(String table) throws SQLException {
    execute("VACUUM (ANALYZE) " + table, "CHECKPOINT");
  }

  /** Has Tandem's table refuse one of so many new rows: that in the middle of each hundred, say. */
  void refuse(int every) throws SQLException {
    execute(
        "ALTER TABLE %s ADD CONSTRAINT poison CHECK (order_id %% %d <> %d) NOT VALID"
            .formatted(TANDEM, every, every / 2));
    refused = every;
  }

  void acceptAll() throws SQLException {
    execute("ALTER TABLE " + TANDEM + " DROP CONSTRAINT poison");
    refused = 0;
  }

  /** One after the other, each in a transaction of its own. */
  void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Has all that is written from now on compared with these rows, out of a file. */
  void expect(OrderRows rows, CopyRows files) throws SQLException, IOException {
    execute("TRUNCATE " + BY_HAND);
    try (Connection connection = connect();
        InputStream in = Files.newInputStream(files.file(Change.INSERT))) {
      copy(connection, in);
    }
    verify(rows, Change.INSERT, BY_HAND);
  }

  /** All of a file by one COPY; returns how many rows it had. */
  static long copy(Connection connection, InputStream in) throws SQLException, IOException {
    return connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn("COPY " + BY_HAND + " FROM STDIN", in, 1 << 16);
  }

  /**
   * Makes sure that a table holds what all other contenders have written, too, versions apart.
   *
   * @throws IllegalStateException when it does not: whoever loses rows is not to be measured
   */
  void verify(OrderRows rows, Change change, String table) throws SQLException {
    Content content = content(table);
    Content first = expected.putIfAbsent(rows.id() + change.phase() + refused, content);
    if (content.rows() != accepted(rows) || (first != null && !first.equals(content))) {
      throw new IllegalStateException(
          "after the %s of %,d rows %s holds %,d rows, or others than it should"
              .formatted(change.phase(), rows.count(), table, content.rows()));
    }
  }

  private long accepted(OrderRows rows) {
    if (refused == 0) {
      return rows.count();
    }
    return IntStream.range(0, rows.count())
        .mapToLong(number -> rows.row(number, Change.INSERT).id())
        .filter(id -> id % refused != refused / 2)
        .count();
  }

  private Content content(String table) throws SQLException {
    String sql =
        "SELECT count(*), sum(hashtextextended(ROW("
            + FIELDS
            + ")::text, 0)::numeric) FROM "
            + table;
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return new Content(row.getLong(1), row.getBigDecimal(2));
    }
  }

  private record Content(long rows, BigDecimal hash) {}
}
