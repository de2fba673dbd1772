/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an application does through JDBC. */
class ApplicationIT {
  @RegisterExtension final FreshDouble fresh = new FreshDouble();

  @BeforeEach
  void createTable() {
    fresh
        .db()
        .table("dbo.accounts")
        .column("id", "int")
        .identity()
        .column("owner", "nvarchar(20)")
        .notNull()
        .column("balance", "decimal(10,2)")
        .notNull()
        .defaultValue("((0))")
        .column("opened", "datetime2(3)")
        .defaultValue("(sysutcdatetime())")
        .pk("id")
        .create();
    fresh.db().enableCdc("accounts");
    fresh.db().insertNamed("accounts", Map.of("owner", "Zoë", "balance", 10));
    fresh.db().insertNamed("accounts", Map.of("owner", "Max", "balance", 20));
    fresh.db().insertNamed("accounts", Map.of("owner", "Ida", "balance", 30));
  }

  private static List<String> ask(Connection connection, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
    }
    return values;
  }

  private static int run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "SELECT owner FROM accounts WHERE id = 2 | Max",
        "SELECT owner FROM dbo.accounts WHERE owner = 'ZOË' | Zoë",
        "SELECT [owner] FROM [testDB].[dbo].[accounts] WHERE NOT (id > 1) | Zoë",
        "SELECT a.owner FROM testDB..accounts AS a WHERE a.balance BETWEEN 15 AND 25 | Max",
        "SELECT TOP 1 owner FROM accounts ORDER BY balance DESC | Ida",
        "SELECT TOP (2) owner FROM accounts ORDER BY id | Zoë,Max",
        "SELECT owner FROM accounts ORDER BY id OFFSET 1 ROWS FETCH NEXT 1 ROWS ONLY | Max",
        "SELECT owner FROM accounts WHERE id IN (1, 3) OR owner LIKE '%a_' | Zoë,Max,Ida",
        "SELECT owner FROM accounts WHERE id NOT IN (1, 3) AND opened IS NOT NULL | Max",
        "SELECT COUNT(*) FROM accounts WHERE balance >= 20 | 2",
        "SELECT SUM(balance) FROM accounts | 60.00",
        "SELECT MIN(owner) FROM accounts | Ida",
        "SELECT MAX(n) FROM (SELECT TOP 2 id AS n FROM accounts ORDER BY id) AS low | 2",
        "SELECT balance * 2 + 1 AS more FROM accounts WHERE id = 1 | 21.00",
        "SELECT 7 / 2 | 3",
        "SELECT 7 % 4 - -1 | 4",
        "SELECT CASE WHEN 1 > 2 THEN 'yes' ELSE 'no' END | no",
        "SELECT CASE 2 WHEN 1 THEN 'one' WHEN 2 THEN 'two' END | two",
        "SELECT UPPER(owner) + N'!' FROM accounts WHERE id = 1 -- comment | ZOË!",
        "SELECT CAST('12' AS int) + CONVERT(bigint, 1) /* and */ | 13",
        "SELECT COALESCE(NULL, NULL, ISNULL(id, 0)) FROM accounts WHERE id = 2 | 2",
        "SELECT DB_NAME() | testDB",
        "SELECT CAST(SERVERPROPERTY('EngineEdition') as INT) | 3",
        "SELECT b.owner FROM accounts a INNER JOIN accounts b ON b.id = a.id WHERE a.id > 2 | Ida",
        "SELECT name FROM sys.databases WHERE name = 'TESTdb' | testDB",
        "SELECT c.name FROM sys.columns c JOIN sys.tables t ON t.object_id = c.object_id"
            + " JOIN sys.types y ON y.user_type_id = c.user_type_id WHERE y.name = 'decimal' | balance",
        "SELECT v.b FROM (VALUES (1, 'x'), (CAST('2' AS int), 'y')) AS v (a, b) WHERE v.a = 2 | y",
        "SELECT a.owner FROM (VALUES (3), (1), (9)) k (n) JOIN accounts AS a ON a.id = k.n | Ida,Zoë",
        "SELECT k.n FROM (VALUES (3, 'max'), (2, 'MAX')) k (n, o)"
            + " JOIN accounts AS a ON k.o = a.owner AND a.id = k.n | 2",
        "SELECT ISNULL(TRY_CAST('x' AS int), -1) + ISNULL(TRY_CAST('7' AS tinyint), -1) | 6",
        "SELECT owner FROM accounts WHERE owner COLLATE Latin1_General_CI_AS = 'MAX' | Max",
        "SELECT CAST(SWITCHOFFSET('2024-03-31T02:30:00.1234567+05:30', '+00:00') AS datetime2(7))"
            + " | 2024-03-30 21:00:00.1234567",
        "SELECT TRY_CAST('2024-03-31T02:30:00.1234567' AS datetime) | null",
        "SELECT 1 WHERE 1 = NULL | \"\"",
        "SELECT owner FROM accounts a WHERE EXISTS (SELECT 1 FROM accounts b WHERE b.id = a.id + 1)"
            + " | Zoë,Max",
        "SELECT owner FROM accounts a WHERE NOT EXISTS (SELECT 1 FROM accounts b WHERE id > a.id)"
            + " | Ida",
        "SELECT owner FROM accounts WHERE 1 = NULL OR id = 3 | Ida",
        "SELECT owner FROM accounts WHERE NOT (id = 2 AND 1 = NULL) | Zoë,Ida",
      })
  void shouldAnswerQueries(String sql, String expected) throws SQLException {
    try (Connection connection = fresh.connect()) {
      assertThat(String.join(",", ask(connection, sql))).isEqualTo(expected);
    }
  }

  @Test
  void shouldPrepareOnceAndRunOften() throws SQLException {
    // Given
    String sql = "UPDATE accounts SET balance = balance + ? WHERE id = ?";

    // When
    try (Connection connection = fresh.connect();
        PreparedStatement update = connection.prepareStatement(sql)) {
      for (int i = 0; i < 5; i++) {
        update.setBigDecimal(1, new BigDecimal("1.5"));
        update.setInt(2, 1);
        assertThat(update.executeUpdate()).isEqualTo(1);
      }
      for (int id = 1; id <= 4; id++) {
        update.setInt(1, 100);
        update.setInt(2, id);
        update.addBatch();
      }

      // Then
      assertThat(update.executeBatch()).containsExactly(1, 1, 1, 0);
      assertThat(ask(connection, "SELECT balance FROM accounts ORDER BY id"))
          .containsExactly("117.50", "120.00", "130.00");
    }
  }

  @Test
  void shouldTellTheKeysThatItMade() throws SQLException {
    String sql = "INSERT INTO accounts (owner) VALUES (?)";
    try (Connection connection = fresh.connect();
        PreparedStatement insert =
            connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
      insert.setString(1, "Eva");
      insert.executeUpdate();
      try (ResultSet keys = insert.getGeneratedKeys()) {
        assertThat(keys.next()).isTrue();
        assertThat(keys.getInt(1)).isEqualTo(4);
      }
      assertThat(ask(connection, "SELECT balance FROM accounts WHERE id = 4"))
          .containsExactly("0.00");
      assertThat(
              run(
                  connection,
                  "INSERT INTO accounts (owner, balance) VALUES ('a', DEFAULT), ('b', 1)"))
          .isEqualTo(2);
    }
  }

  @Test
  void shouldCommitAndRollBack() throws SQLException {
    try (Connection writer = fresh.connect();
        Connection reader = fresh.connect()) {
      // Given
      writer.setAutoCommit(false);
      int before = fresh.db().changes("dbo_accounts");

      // When
      run(writer, "UPDATE accounts SET balance = 0 WHERE id = 1");
      Savepoint savepoint = writer.setSavepoint("kept");
      run(writer, "DELETE FROM accounts WHERE id = 2");
      run(writer, "INSERT INTO accounts (owner) VALUES ('Eva')");

      // Then
      assertThat(ask(writer, "SELECT owner FROM accounts")).containsExactly("Zoë", "Ida", "Eva");
      assertThat(ask(reader, "SELECT owner FROM accounts")).containsExactly("Zoë", "Max", "Ida");
      writer.rollback(savepoint);
      assertThat(ask(writer, "SELECT balance FROM accounts"))
          .containsExactly("0.00", "20.00", "30.00");
      assertThat(fresh.db().changes("dbo_accounts")).isEqualTo(before);
      writer.commit();
      assertThat(ask(reader, "SELECT balance FROM accounts"))
          .containsExactly("0.00", "20.00", "30.00");
      assertThat(fresh.db().changes("dbo_accounts")).isEqualTo(before + 2);
      run(writer, "DELETE FROM accounts");
      writer.rollback();
      assertThat(ask(writer, "SELECT COUNT(*) FROM accounts")).containsExactly("3");
      run(writer, "DELETE FROM accounts");
    }
    assertThat(fresh.db().rows("accounts")).as("closed without a commit").hasSize(3);
  }

  @Test
  void shouldWriteATransactionToTheLogAtOnce() throws SQLException {
    try (Connection connection = fresh.connect()) {
      connection.setAutoCommit(false);
      run(connection, "UPDATE accounts SET balance = balance + 1");
      run(connection, "DELETE FROM accounts WHERE id = 3");
      connection.commit();
      String lsns =
          "SELECT CAST([__$operation] AS varchar(1)) FROM cdc.dbo_accounts_CT AS c"
              + " WHERE c.[__$start_lsn] = sys.fn_cdc_get_max_lsn()";
      assertThat(ask(connection, lsns)).containsExactly("3", "4", "3", "4", "3", "4", "1");
    }
  }

  @Test
  void shouldUndoAStatementThatFailsHalfWay() throws SQLException {
    try (Connection connection = fresh.connect()) {
      connection.setAutoCommit(false);
      run(connection, "UPDATE accounts SET owner = 'kept' WHERE id = 1");
      String half = "INSERT INTO accounts (id, owner) VALUES (9, 'new'), (2, 'taken')";
      assertThat(
              catchThrowableOfType(SQLException.class, () -> run(connection, half)).getErrorCode())
          .isEqualTo(2627);
      connection.commit();
      assertThat(ask(connection, "SELECT owner FROM accounts"))
          .containsExactly("kept", "Max", "Ida");
    }
  }

  @Test
  void shouldLetTheSecondWriterOfARowWait() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (Connection first = fresh.connect();
        Connection second = fresh.connect()) {
      // Given
      first.setAutoCommit(false);
      run(first, "UPDATE accounts SET balance = balance + 1 WHERE id = 1");

      // When
      Future<Integer> waiting =
          executor.submit(
              () -> run(second, "UPDATE accounts SET balance = balance + 10 WHERE id = 1"));
      await().until(() -> fresh.server().statements().stream().anyMatch(it -> it.contains("+ 10")));
      first.commit();

      // Then
      assertThat(waiting.get()).isEqualTo(1);
      assertThat(ask(first, "SELECT balance FROM accounts WHERE id = 1")).containsExactly("21.00");
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void shouldChooseAVictimWhenTwoWaitForEachOther() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (Connection first = fresh.connect();
        Connection second = fresh.connect()) {
      first.setAutoCommit(false);
      second.setAutoCommit(false);
      run(first, "UPDATE accounts SET balance = 1 WHERE id = 1");
      run(second, "UPDATE accounts SET balance = 2 WHERE id = 2");
      Future<Integer> waiting =
          executor.submit(() -> run(first, "UPDATE accounts SET balance = 1 WHERE id = 2"));
      String other = "UPDATE accounts SET balance = 2 WHERE id = 1";
      List<Integer> victims = new ArrayList<>();
      try {
        run(second, other);
      } catch (SQLException e) {
        victims.add(e.getErrorCode());
        second.rollback();
      }
      try {
        waiting.get();
      } catch (ExecutionException e) {
        victims.add(((SQLException) Objects.requireNonNull(e.getCause())).getErrorCode());
      }
      assertThat(victims).containsExactly(1205);
    } finally {
      executor.shutdownNow();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT * FROM nowhere | 208",
        "SELECT * FROM nowhere.dbo.accounts | 911",
        "SELECT nothing FROM accounts | 207",
        "SELECT id FROM accounts a JOIN accounts b ON a.id = b.id | 209",
        "SELECT 1 / 0 | 8134",
        "SELECT 2147483647 + 1 | 8115",
        "INSERT INTO accounts (owner) VALUES (NULL) | 515",
        "INSERT INTO accounts (owner, balance) VALUES ('x') | 213",
        "UPDATE accounts SET nothing = 1 | 207",
        "COMMIT TRAN | 3902",
        "SELECT @unknown | 137",
        "SELECT 'open | 105",
      })
  void shouldFailAsTheServerDoes(String sql, int error) throws SQLException {
    try (Connection connection = fresh.connect();
        Statement statement = connection.createStatement()) {
      SQLException failure =
          catchThrowableOfType(SQLException.class, () -> readAll(statement, sql));
      assertThat(failure.getErrorCode()).as(failure.getMessage()).isEqualTo(error);
      assertThat(ask(connection, "SELECT 1")).containsExactly("1");
    }
  }

  /** A value that cannot be made is told where its row would be. */
  private static void readAll(Statement statement, String sql) throws SQLException {
    if (statement.execute(sql)) {
      try (ResultSet rows = statement.getResultSet()) {
        while (rows.next()) {}
      }
    }
  }

  @Test
  void shouldFailOnceWhenToldSo() throws SQLException {
    fresh.server().failNext(Pattern.compile("accounts"), 1222);
    try (Connection connection = fresh.connect()) {
      String sql = "SELECT COUNT(*) FROM accounts";
      assertThat(
              catchThrowableOfType(SQLException.class, () -> ask(connection, sql)).getErrorCode())
          .isEqualTo(1222);
      assertThat(ask(connection, sql)).containsExactly("3");
    }
  }

  @Test
  void shouldRefuseToWriteOnASecondaryReplica() throws SQLException {
    fresh.server().secondaryReplica(true);
    try (Connection connection = fresh.connect()) {
      assertThat(
              catchThrowableOfType(
                      SQLException.class, () -> run(connection, "DELETE FROM accounts"))
                  .getErrorCode())
          .isEqualTo(3906);
      assertThat(ask(connection, "SELECT COUNT(*) FROM accounts")).containsExactly("3");
    }
  }

  @Test
  void shouldStopWhenItsClientCancels() throws SQLException {
    // Given
    fresh.db().table("long").column("id", "int").column("v", "char(100)").pk("id").create();
    fresh.db().tx(tx -> IntStream.range(0, 50_000).forEach(i -> tx.insert("long", i, "v")));
    try (Connection connection = fresh.connect();
        Statement statement = connection.createStatement()) {
      ResultSet rows = statement.executeQuery("SELECT * FROM long");
      assertThat(rows.next()).isTrue();

      // When
      statement.cancel();
      SQLException cancelled =
          catchThrowableOfType(
              SQLException.class,
              () -> {
                while (rows.next()) {}
              });

      // Then
      assertThat(cancelled.getMessage()).contains("cancel");
      assertThat(ask(connection, "SELECT COUNT(*) FROM long")).containsExactly("50000");
      statement.setMaxRows(7);
      try (ResultSet few = statement.executeQuery("SELECT id FROM long")) {
        int count = 0;
        while (few.next()) {
          count++;
        }
        assertThat(count).isEqualTo(7);
      }
    }
  }
}
