/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import static dev.tandem.sqlserver.SuiteDatabase.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.model.preflight.CapturePlan;
import dev.tandem.model.preflight.Problem;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourcePosition;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.Value;
import dev.tandem.sqlserver.SuiteDatabase.Change;
import dev.tandem.sqlserver.preflight.SqlServerSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Change data capture and what is asked of it, on the double or on a real server. */
class SqlServerSuiteIT {
  private static final String COLUMNS = "id int NOT NULL, v nvarchar(10), PRIMARY KEY (id)";

  @AutoClose private final SuiteDatabase database = new SuiteDatabase();
  @AutoClose private final SqlServerReader reader = database.reader();
  private Connection connection;
  private ChangeTables changes;

  @BeforeEach
  void open() {
    connection = database.session();
    changes = new ChangeTables(connection, database.target().connection(), database.name());
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void shouldCaptureTheChangesOfARow() {
    // Given
    TableId table = database.createCaptured(COLUMNS);
    String name = Sql.quote(table);
    // When
    database.insert(table, "(1, N'a')");
    database.execute("UPDATE " + name + " SET v = N'b' WHERE id = 1");
    database.execute("DELETE FROM " + name + " WHERE id = 1");
    database.awaitCaptured();
    // Then
    List<Change> captured = captured(table);
    assertThat(captured)
        .extracting(Change::operation)
        .containsExactly(Change.INSERT, Change.BEFORE, Change.AFTER, Change.DELETE);
    assertThat(captured.stream().map(Change::commit).distinct()).hasSize(3);
    assertThat(captured.get(1).sequence()).isEqualTo(captured.get(2).sequence());
  }

  @Test
  void shouldCaptureANewKeyAsADeletionAndAnInsert() {
    // Given
    TableId table = database.createCaptured(COLUMNS);
    database.insert(table, "(1, N'a')");
    // When
    database.execute("UPDATE " + Sql.quote(table) + " SET id = 2 WHERE id = 1");
    database.awaitCaptured();
    // Then
    List<Change> captured = captured(table);
    assertThat(captured)
        .extracting(Change::operation)
        .containsExactly(Change.INSERT, Change.DELETE, Change.INSERT);
    assertThat(captured).extracting(Change::key).containsExactly(1, 1, 2);
    assertThat(captured.get(1).commit()).isEqualTo(captured.get(2).commit());
  }

  @Test
  void shouldKeepTheOrderOfATransactionOverSeveralTables() {
    // Given
    TableId one = database.createCaptured(COLUMNS);
    TableId two = database.createCaptured(COLUMNS);
    // When
    database.transaction(
        insertion(one, 1), insertion(two, 2), insertion(one, 3), insertion(two, 4));
    database.awaitCaptured();
    // Then
    List<Change> all =
        Stream.of(one, two)
            .flatMap(table -> captured(table).stream())
            .sorted((a, b) -> a.sequence().compareTo(b.sequence()))
            .toList();
    assertThat(all).extracting(Change::key).containsExactly(1, 2, 3, 4);
    assertThat(all.stream().map(Change::commit).distinct()).hasSize(1);
  }

  @Test
  void shouldReadWhatASecondInstanceCapturesBesideTheFirst() {
    // Given
    TableId table = database.createCaptured(COLUMNS);
    database.insert(table, "(1, N'a')");
    // When
    database.target().addColumn(table.table(), "w", "int");
    assertThat(changes.uncaptured(table)).extracting(SourceColumn::name).containsExactly("w");
    database.target().enableCdc(table.table(), "second");
    database.insert(table, "(2, N'b', 3)");
    database.awaitCaptured();
    // Then
    assertThat(changes.uncaptured(table)).isEmpty();
    assertThat(changes.instances())
        .filteredOn(instance -> instance.table().equals(table))
        .extracting(CaptureInstance::columns)
        .containsExactly(List.of("id", "v"), List.of("id", "v", "w"));
    assertThat(captured(table)).extracting(Change::key).containsExactly(1, 2);
    assertThat(database.changes("second")).extracting(Change::key).containsExactly(2);
    List<Change> both = captured(table);
    assertThat(changes.alteredAt(table).orElseThrow())
        .isBetween(both.get(0).commit(), both.get(1).commit());
  }

  @Test
  void shouldFindTheKeysOfRowsThatChanged() {
    // Given
    TableId table = database.createCaptured(COLUMNS);
    String name = Sql.quote(table);
    database.insert(table, "(1, N'before')");
    Lsn from = end();
    // When
    database.insert(table, "(2, N'a')");
    database.execute("UPDATE " + name + " SET v = N'b' WHERE id = 2");
    database.execute("UPDATE " + name + " SET id = 3 WHERE id = 1");
    database.insert(table, "(4, N'd')");
    database.execute("DELETE FROM " + name + " WHERE id = 4");
    Lsn to = end();
    database.insert(table, "(5, N'behind')");
    database.awaitCaptured();
    // Then
    SourceTable declared = reader.table(table);
    CaptureInstance instance =
        changes.instances().stream()
            .filter(each -> each.table().equals(table))
            .findFirst()
            .orElseThrow();
    assertThat(changes.keysChanged(instance, from, to, declared, declared.key()))
        .containsExactlyInAnyOrder(key(1), key(2), key(3), key(4));
    assertThat(changes.keysChanged(instance, to, to, declared, declared.key())).isEmpty();
  }

  @Test
  void shouldBelieveAPositionOnceCaptureHasReadTheLogBeyondIt() {
    // Given
    TableId table = database.createCaptured(COLUMNS);
    database.awaitCaptured();
    SourcePosition before = database.captured();
    database.insert(table, "(1, N'a')");
    SourcePosition asked = reader.position();
    // When / Then
    assertThat(reader.contains(before, asked)).isFalse();
    await().atMost(PATIENCE).until(() -> reader.contains(database.captured(), asked));
    assertThat(captured(table)).hasSize(1);
    assertThat(reader.contains(before, asked)).isFalse();
    // And: without anything more that happens
    SourcePosition idle = reader.position();
    await().atMost(PATIENCE).until(() -> reader.contains(database.captured(), idle));
  }

  @Test
  void shouldKnowTheTimesOfCommits() {
    // Given
    TableId table = database.createCaptured(COLUMNS);
    var earlier = changes.now();
    // When
    database.insert(table, "(1, N'a')");
    var later = changes.now();
    database.awaitCaptured();
    // Then
    assertThat(changes.timeOf(captured(table).get(0).commit()).orElseThrow())
        .isBetween(earlier.minusMillis(4), later.plusMillis(4)); // as DATETIME is rounded
    assertThat(changes.timeOf(Lsn.ZERO)).isEmpty();
  }

  @Test
  void shouldFindNothingWrongOnceTheAdministratorHasSetItUp() {
    // Given
    TableId table = database.create(COLUMNS);
    CapturePlan plan = new CapturePlan(List.of(database.name()), Map.of(table, List.of("id")));
    SqlServerConnection connection = database.target().connection();
    assertThat(new SqlServerSource(connection, plan.databases()).problems(plan))
        .extracting(Problem::code)
        .contains(SqlServerCode.CDC);
    // When
    SqlServerConnection login = database.target().prepare(plan);
    // Then
    SqlServerSource source = new SqlServerSource(login, plan.databases());
    assertThat(source.problems(plan)).isEmpty();
    try (var reading = source.reader()) {
      assertThat(reading.first(reading.table(table), 1)).isEmpty();
    }
  }

  @Test
  void shouldReadOverAnEncryptedConnection(@TempDir Path folder) {
    SqlServerConnection encrypted = database.target().encrypted(folder);
    assertThat(encrypted.properties()).containsEntry("encrypt", "true");
    try (SqlServerReader reading = new SqlServerReader(encrypted, List.of(database.name()))) {
      assertThat(reading.tables(database.name())).isEmpty();
    }
  }

  private static String insertion(TableId table, int id) {
    return "INSERT INTO " + Sql.quote(table) + " VALUES (" + id + ", NULL)";
  }

  private List<Change> captured(TableId table) {
    return database.changes("dbo_" + table.table());
  }

  /** The last commit, all before it being captured. */
  private Lsn end() {
    database.awaitCaptured();
    return changes.end().orElseThrow();
  }

  private static List<Value> key(long id) {
    return List.of(new Value.Int(id));
  }
}
