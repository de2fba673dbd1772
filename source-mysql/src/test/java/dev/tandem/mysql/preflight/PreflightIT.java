/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tandem.model.preflight.CapturePlan;
import dev.tandem.model.preflight.Problem;
import dev.tandem.model.source.TableId;
import dev.tandem.mysql.MySqlCode;
import dev.tandem.mysql.MySqlConnection;
import dev.tandem.mysql.MySqlTls;
import dev.tandem.mysql.TestMySql;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightIT {
  private static final TableId TABLE = TableId.of("checked", "t");
  private static final String PASSWORD = "a password";

  @TempDir static Path folder;
  @AutoClose private static TestMySql mysql;

  @BeforeAll
  static void start() {
    mysql = TestMySql.start(folder);
  }

  @BeforeEach
  void makeAServerInOrder() {
    mysql.execute(
        "CREATE DATABASE checked",
        "CREATE TABLE checked.t (id INT PRIMARY KEY, v VARCHAR(10))",
        "CREATE USER capture IDENTIFIED BY '" + PASSWORD + "'",
        "GRANT REPLICATION SLAVE, REPLICATION CLIENT, RELOAD ON *.* TO capture",
        "GRANT SELECT ON `checked`.* TO capture");
  }

  @AfterEach
  void tidy() {
    mysql.execute(
        "DROP DATABASE checked",
        "DROP USER capture",
        "DROP ROLE IF EXISTS reader",
        "SET GLOBAL binlog_format = ROW",
        "SET GLOBAL binlog_row_image = FULL",
        "SET GLOBAL binlog_row_value_options = ''",
        "SET GLOBAL binlog_expire_logs_seconds = 2592000");
  }

  @Test
  void findsNothingWrongWithAServerInOrder() {
    // When
    List<Problem> problems = problems(TABLE);
    // Then
    assertThat(problems).isEmpty();
  }

  @Test
  void reportsAllProblemsAtOnce() {
    // Given
    mysql.execute(
        "SET GLOBAL binlog_format = MIXED",
        "SET GLOBAL binlog_row_image = MINIMAL",
        "SET GLOBAL binlog_row_value_options = PARTIAL_JSON",
        "SET GLOBAL binlog_expire_logs_seconds = 600",
        "REVOKE ALL PRIVILEGES, GRANT OPTION FROM capture",
        "GRANT SELECT ON checked.* TO capture",
        "CREATE TABLE checked.k (n INT)");
    // When
    List<Problem> problems = problems(TableId.of("checked", "k"));
    // Then
    assertThat(problems)
        .extracting(Problem::code, Problem::where)
        .containsExactly(
            tuple(MySqlCode.SETTING, "binlog_format"),
            tuple(MySqlCode.SETTING, "binlog_row_image"),
            tuple(MySqlCode.SETTING, "binlog_row_value_options"),
            tuple(MySqlCode.RETENTION, "binlog_expire_logs_seconds"),
            tuple(MySqlCode.PRIVILEGE, "'capture'@'%'"),
            tuple(MySqlCode.PRIVILEGE, "'capture'@'%'"),
            tuple(MySqlCode.PRIVILEGE, "'capture'@'%'"),
            tuple(MySqlCode.NO_KEY, "checked.k"));
  }

  @Test
  void theStatementsItPrintsMendWhatItFinds() {
    // Given
    mysql.execute(
        "SET GLOBAL binlog_format = STATEMENT",
        "SET GLOBAL binlog_row_image = NOBLOB",
        "SET GLOBAL binlog_row_value_options = PARTIAL_JSON",
        "SET GLOBAL binlog_expire_logs_seconds = 600",
        "REVOKE ALL PRIVILEGES, GRANT OPTION FROM capture",
        "GRANT SELECT (id) ON checked.t TO capture");
    // When
    problems(TABLE).stream()
        .flatMap(problem -> problem.statement().stream())
        .forEach(mysql::execute);
    // Then
    assertThat(problems(TABLE)).isEmpty();
  }

  @Test
  void refusesTransactionsThatMayHaveNoGtid() {
    // Given
    mysql.execute("SET GLOBAL gtid_mode = ON_PERMISSIVE");
    // When
    List<Problem> problems = problems(TABLE);
    // Then
    mysql.execute("SET GLOBAL gtid_mode = ON");
    assertThat(problems).extracting(Problem::where).containsExactly("gtid_mode");
  }

  @Test
  void seesPrivilegesOfActiveRoles() {
    // Given
    mysql.execute(
        "REVOKE ALL PRIVILEGES, GRANT OPTION FROM capture",
        "CREATE ROLE reader",
        "GRANT REPLICATION SLAVE, REPLICATION CLIENT, RELOAD, SELECT ON *.* TO reader",
        "GRANT reader TO capture",
        "SET DEFAULT ROLE reader TO capture");
    // When
    List<Problem> problems = problems(TABLE);
    // Then
    assertThat(problems).isEmpty();
  }

  @Test
  void contentsItselfWithLockTablesInsteadOfReload() {
    // Given
    mysql.execute("REVOKE RELOAD ON *.* FROM capture", "GRANT LOCK TABLES ON `che%`.* TO capture");
    // When
    List<Problem> problems = problems(TABLE);
    // Then
    assertThat(problems).isEmpty();
  }

  @Test
  void tellsAMissingTableAndTheSpellingThatIsThere() {
    // When
    List<Problem> problems = problems(TableId.of("checked", "T"));
    // Then
    assertThat(problems).extracting(Problem::code).containsExactly(MySqlCode.TABLE);
    assertThat(problems.get(0).sentence()).contains("checked.t");
  }

  @Test
  void tellsAViewFromATable() {
    // Given
    mysql.execute("CREATE VIEW checked.v AS SELECT 1 AS id");
    // When
    List<Problem> problems = problems(TableId.of("checked", "v"));
    // Then
    assertThat(problems).extracting(Problem::code).contains(MySqlCode.TABLE);
  }

  @Test
  void tellsAMissingDatabase() {
    // When
    List<Problem> problems =
        new Preflight(
                connection(),
                new CapturePlan(List.of("checked", "nowhere"), Map.of()),
                OptionalLong.empty())
            .problems();
    // Then
    assertThat(problems)
        .extracting(Problem::code, Problem::where)
        .containsExactly(tuple(MySqlCode.DATABASE, "nowhere"));
  }

  @Test
  void tellsATableThatMayNotBeRead() {
    // Given
    mysql.execute("REVOKE SELECT ON checked.* FROM capture");
    // When
    List<Problem> problems = problems(TABLE);
    // Then
    assertThat(problems)
        .extracting(Problem::code)
        .containsExactly(MySqlCode.DATABASE, MySqlCode.PRIVILEGE);
    assertThat(problems.get(1).statement())
        .contains("GRANT SELECT ON `checked`.`t` TO 'capture'@'%'");
  }

  @Test
  void acceptsDeclaredKeyColumnsWithAUniqueIndex() {
    // Given
    mysql.execute("CREATE TABLE checked.k (a INT NOT NULL, b INT NOT NULL, n INT, UNIQUE (b))");
    // When
    List<Problem> problems = problems(TableId.of("checked", "k"), "a", "b");
    // Then
    assertThat(problems).isEmpty();
  }

  @Test
  void refusesDeclaredKeyColumnsThatDoNotIdentifyARow() {
    // Given
    mysql.execute("CREATE TABLE checked.k (a INT NOT NULL, n INT)");
    // When
    List<Problem> notThere = problems(TableId.of("checked", "k"), "a", "n", "z");
    List<Problem> notUnique = problems(TableId.of("checked", "k"), "a");
    // Then
    assertThat(notThere)
        .extracting(Problem::code)
        .containsExactly(MySqlCode.KEY_COLUMNS, MySqlCode.KEY_COLUMNS);
    assertThat(notUnique.get(0).statement())
        .contains("ALTER TABLE `checked`.`k` ADD UNIQUE INDEX (`a`)");
  }

  @Test
  void refusesAFloatingPointKey() {
    // Given
    mysql.execute("CREATE TABLE checked.k (a DOUBLE PRIMARY KEY)");
    // When
    List<Problem> problems = problems(TableId.of("checked", "k"));
    // Then
    assertThat(problems)
        .extracting(Problem::code, Problem::where)
        .containsExactly(tuple(MySqlCode.KEY_TYPE, "checked.k.a"));
  }

  @Test
  void tellsAServerIdThatTheServerHasItself() {
    // Given
    CapturePlan plan = new CapturePlan(List.of("checked"), Map.of());
    // When
    List<Problem> problems =
        new Preflight(connection(), plan, OptionalLong.of(serverId())).problems();
    // Then
    assertThat(problems).extracting(Problem::code).containsExactly(MySqlCode.SERVER_ID);
  }

  @Test
  void asksForReplicasWithoutFindingAClash() {
    // Given
    CapturePlan plan = new CapturePlan(List.of("checked"), Map.of());
    // When
    List<Problem> problems = new Preflight(connection(), plan, OptionalLong.of(184_054)).problems();
    // Then
    assertThat(problems).isEmpty();
  }

  @Test
  void saysInOneLineThatThePasswordIsWrong() {
    // When
    List<Problem> problems =
        new Preflight(
                mysql.as("capture", "wrong"),
                new CapturePlan(List.of(), Map.of()),
                OptionalLong.empty())
            .problems();
    // Then
    assertThat(problems).extracting(Problem::code).containsExactly(MySqlCode.DENIED);
    assertThat(problems.get(0).line()).contains("capture").doesNotContain("\n");
  }

  @Test
  void saysInOneLineThatTheServerIsNotThere() {
    // When
    List<Problem> problems =
        new Preflight(
                new MySqlConnection("no-such-host.invalid", 3306, "u", "p", MySqlTls.DISABLED),
                new CapturePlan(List.of(), Map.of()),
                OptionalLong.empty())
            .problems();
    // Then
    assertThat(problems).extracting(Problem::code).containsExactly(MySqlCode.UNREACHABLE);
  }

  @Test
  void takesATableWithoutAKeyWhoseRowsDiffer() {
    // Given
    mysql.execute(
        "CREATE TABLE checked.w (a VARCHAR(9), b INT)",
        "INSERT INTO checked.w VALUES ('x', 1), ('X', 1), ('x ', 1), ('x', NULL)");
    // Then
    assertThat(wholeRowProblems("w")).isEmpty();
  }

  @Test
  void countsTheRowsThatAreEqual() {
    // Given
    mysql.execute(
        "CREATE TABLE checked.w (a VARCHAR(9), b INT)",
        "INSERT INTO checked.w VALUES ('x', 1), ('x', 1), ('x', 1), ('y', NULL), ('y', NULL)");
    // Then
    assertThat(wholeRowProblems("w"))
        .singleElement()
        .satisfies(one -> assertThat(one.code()).isEqualTo(MySqlCode.DUPLICATE_ROWS))
        .satisfies(one -> assertThat(one.sentence()).startsWith("2 rows are there more than once"));
  }

  @Test
  void refusesColumnsThatCannotBePartOfAKey() {
    // Given
    mysql.execute("CREATE TABLE checked.w (a JSON, b BLOB, c FLOAT, d INT)");
    // Then
    assertThat(wholeRowProblems("w"))
        .extracting(Problem::code, Problem::where)
        .containsExactly(
            tuple(MySqlCode.KEY_TYPE, "checked.w.a"),
            tuple(MySqlCode.KEY_TYPE, "checked.w.b"),
            tuple(MySqlCode.KEY_TYPE, "checked.w.c"));
  }

  @Test
  void refusesToTakeTheWholeRowWhereThereIsAKey() {
    assertThat(wholeRowProblems(TABLE.table()))
        .extracting(Problem::code)
        .containsExactly(MySqlCode.KEY_COLUMNS);
  }

  @Test
  void refusesEntitiesThatTellTheRowsOfATableApartByDifferentColumns() {
    // Given
    mysql.execute(
        "CREATE TABLE checked.two (id INT PRIMARY KEY, a INT NOT NULL, b INT NOT NULL, UNIQUE (a, b))");
    // Then
    assertThat(keyProblems("two", List.of(), List.of("id"))).isEmpty();
    assertThat(keyProblems("two", List.of("a", "b"), List.of("b", "a"))).isEmpty();
    assertThat(keyProblems("two", List.of(), List.of("a", "b")))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(MySqlCode.KEY_COLUMNS);
              assertThat(problem.line()).contains("checked.two", "a, b", "id", "out of order");
            });
  }

  private static List<Problem> keyProblems(String table, List<String> one, List<String> other) {
    CapturePlan plan =
        new CapturePlan(
            List.of("checked"), Map.of(TableId.of("checked", table), Set.of(one, other)), Set.of());
    return new Preflight(connection(), plan, OptionalLong.empty()).problems();
  }

  private static List<Problem> wholeRowProblems(String table) {
    TableId id = TableId.of("checked", table);
    CapturePlan plan =
        new CapturePlan(List.of("checked"), Map.of(id, Set.of(List.of())), Set.of(id));
    return new Preflight(connection(), plan, OptionalLong.empty()).problems();
  }

  private static List<Problem> problems(TableId table, String... key) {
    CapturePlan plan = new CapturePlan(List.of("checked"), Map.of(table, List.of(key)));
    return new Preflight(connection(), plan, OptionalLong.empty()).problems();
  }

  private static long serverId() {
    try (var connection = mysql.asRoot().open();
        var statement = connection.createStatement();
        var result = statement.executeQuery("SELECT @@server_id")) {
      result.next();
      return result.getLong(1);
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static MySqlConnection connection() {
    return mysql.as("capture", PASSWORD);
  }
}
