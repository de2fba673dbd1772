/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What several clients of an application do to one table. */
class WorkloadIT {
  @RegisterExtension final FreshDouble fresh = new FreshDouble();

  @BeforeEach
  void createTable() {
    fresh
        .db()
        .createTables(
            "CREATE TABLE accounts (id int, owner nvarchar(20), balance int, PRIMARY KEY (id))");
    fresh.db().insert("accounts", 1, "Zoë", 10);
    fresh.db().insert("accounts", 2, "Max", 20);
    fresh.db().insert("accounts", 3, "Ida", 30);
  }

  private static List<String> ask(Connection connection, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private static int run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  @Test
  void shouldWriteNoMoreRowsThanTopSays() throws SQLException {
    try (Connection connection = fresh.connect()) {
      assertThat(run(connection, "UPDATE TOP (2) accounts SET balance = 0 WHERE id >= 1"))
          .isEqualTo(2);
      assertThat(run(connection, "DELETE TOP (1) FROM accounts WHERE id >= 2")).isEqualTo(1);
      assertThat(ask(connection, "SELECT balance FROM accounts")).containsExactly("0", "30");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "1 | UPDATE accounts SET owner = 'Ada' WHERE id = 1"
            + " | UPDATE accounts SET owner = owner + '!' WHERE id = 1 | Ada!",
        "9 | INSERT accounts (id, owner) VALUES (9, 'Ada')"
            + " | INSERT accounts (id, owner) VALUES (9, 'Eva') | Ada",
      })
  void shouldKeepWritersFromAKeyThatAQueryLocks(int id, String write, String other, String expected)
      throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    String owner = "SELECT owner FROM accounts %s WHERE id = " + id;
    try (Connection first = fresh.connect();
        Connection second = fresh.connect()) {
      // Given
      first.setAutoCommit(false);
      ask(first, owner.formatted("WITH (UPDLOCK, HOLDLOCK)"));

      // When
      Future<Integer> waiting = executor.submit(() -> run(second, other));
      await().until(() -> fresh.server().statements().contains(other));
      run(first, write);
      first.commit();

      // Then
      await().until(waiting::isDone);
      assertThat(ask(first, owner.formatted(""))).containsExactly(expected);
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void shouldTakeBackStatementsThatADriverHasForgotten() throws SQLException {
    try (Connection connection = fresh.connect()) {
      for (int statement = 1; statement <= 20; statement++) {
        String sql = "SELECT " + statement + " FROM accounts WHERE id = ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
          for (int id = 1; id <= 3; id++) { // it gets a handle the second time
            query.setInt(1, id);
            assertThat(query.executeQuery().next()).isTrue();
          }
        }
      }
      assertThat(ask(connection, "SELECT COUNT(*) FROM accounts")).containsExactly("3");
    }
  }
}
