/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import static dev.tandem.sqlserver.TestSqlServer.DATABASE;
import static dev.tandem.sqlserver.TestSqlServer.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.type.Value;
import dev.tandem.simulated.Db;
import dev.tandem.simulated.store.CaptureMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeTablesIT {
  private static final Duration A_WHILE = Duration.ofSeconds(5);

  @AutoClose private final TestSqlServer sqlServer = new TestSqlServer();
  private final Db db = sqlServer.db();

  private Connection connection;
  private ChangeTables changes;

  @BeforeEach
  void open() {
    connection = sqlServer.connection().open();
    changes = new ChangeTables(connection, sqlServer.connection(), DATABASE);
    db.table("t")
        .column("id", "int")
        .column("v", "nvarchar(10)")
        .computed("c", "int", row -> 1)
        .pk("id")
        .create();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void shouldListCaptureInstancesTheNewestLast() {
    // Given
    db.table("sales.a").column("id", "int").pk("id").create();
    db.enableCdc("t", "zz", "id", "v");
    Instant first = sqlServer.now();
    sqlServer.pass(A_WHILE);
    db.enableCdc("sales.a");
    sqlServer.pass(A_WHILE);
    db.alterAddColumn("t", "w", "int");
    db.enableCdc("t", "aa");
    // When
    List<CaptureInstance> instances = changes.instances();
    // Then
    assertThat(instances).extracting(CaptureInstance::name).containsExactly("zz", "sales_a", "aa");
    assertThat(instances)
        .extracting(CaptureInstance::columns)
        .containsExactly(List.of("id", "v"), List.of("id"), List.of("id", "v", "c", "w"));
    assertThat(instances)
        .extracting(instance -> instance.table().toString())
        .containsExactly("shop.dbo.t", "shop.sales.a", "shop.dbo.t");
    assertThat(instances.get(0).created()).isCloseTo(first, within(4, ChronoUnit.MILLIS));
    assertThat(instances).isSortedAccordingTo((a, b) -> a.start().compareTo(b.start()));
  }

  @Test
  void shouldFollowTheEndOfWhatIsCapturedIncludingNotes() {
    // Given
    assertThat(changes.end()).isEmpty();
    db.enableCdc("t");
    db.insert("t", 1, "a");
    // When
    Lsn transaction = changes.end().orElseThrow();
    db.idleHeartbeat();
    Lsn note = changes.end().orElseThrow();
    // Then
    assertThat(note).isGreaterThan(transaction).isEqualTo(max());
  }

  @Test
  void shouldTellTheTimeOfACommitAndOfThoseNotNoted() {
    // Given
    db.enableCdc("t");
    sqlServer.pass(A_WHILE);
    db.insert("t", 1, "a");
    Instant at = sqlServer.now();
    Lsn commit = max();
    sqlServer.pass(A_WHILE);
    // When / Then
    assertThat(changes.timeOf(commit).orElseThrow()).isCloseTo(at, within(4, ChronoUnit.MILLIS));
    assertThat(changes.timeOf(new Lsn(commit.block(), commit.slot() + 9)))
        .isEqualTo(changes.timeOf(commit));
    assertThat(changes.timeOf(Lsn.ZERO)).isEmpty();
    assertThat(changes.now()).isEqualTo(sqlServer.now());
  }

  @Test
  void shouldTellHowTheJobsAreSet() {
    assertThat(changes.retentionMinutes()).isEmpty();
    assertThat(changes.pollingIntervalSeconds()).isEqualTo(5);
    db.enableCdc("t");
    assertThat(changes.retentionMinutes()).hasValue(4_320);
    assertThat(changes.pollingIntervalSeconds()).isEqualTo(5);
    assertThat(changes.agentRuns()).contains(true);
    sqlServer.server().agentRunning(false);
    assertThat(changes.agentRuns()).contains(false);
  }

  @Test
  void shouldTolerateThatTheLoginMayNotKnowOfTheJobs() {
    // Given
    db.enableCdc("t");
    Pattern jobs = Pattern.compile("sp_cdc_help_jobs");
    Pattern services = Pattern.compile("dm_server_services");
    // When / Then
    sqlServer.server().failNext(jobs, 22_904);
    assertThat(changes.retentionMinutes()).isEmpty();
    sqlServer.server().failNext(jobs, 229);
    assertThat(changes.pollingIntervalSeconds()).isEqualTo(5);
    sqlServer.server().failNext(services, 300);
    assertThat(changes.agentRuns()).isEmpty();
    sqlServer.server().failNext(services, 1205);
    assertThat(catchThrowableOfType(TandemException.class, () -> changes.agentRuns()).code())
        .isEqualTo(SqlServerCode.UNREACHABLE);
  }

  @Test
  void shouldFindColumnsThatTheNewestInstanceLacks() {
    // Given
    assertThat(changes.uncaptured(id("t"))).isEmpty();
    db.enableCdc("t", "first", "id", "v");
    assertThat(changes.uncaptured(id("t"))).isEmpty();
    // When
    db.alterAddColumn("t", "w", "int");
    // Then
    assertThat(changes.uncaptured(id("t"))).extracting(SourceColumn::name).containsExactly("w");
    db.enableCdc("t", "second", "id", "v", "w");
    assertThat(changes.uncaptured(id("t"))).isEmpty();
  }

  @Test
  void shouldFindTheFirstAlterationOnceItIsRead() {
    // Given
    db.enableCdc("t", "first");
    assertThat(changes.alteredAt(id("t"))).isEmpty();
    db.insert("t", 1, "a");
    Lsn before = max();
    db.capture(CaptureMode.PAUSED);
    sqlServer.pass(A_WHILE);
    // When
    db.alterAddColumn("t", "w", "int");
    db.alterAddColumn("t", "x", "int");
    db.insert("t", 2, "b", 2, 3);
    // Then
    assertThat(changes.alteredAt(id("t"))).isEmpty();
    db.runCapture();
    Lsn altered = changes.alteredAt(id("t")).orElseThrow();
    assertThat(altered).isGreaterThan(before).isLessThan(max());
    // And: the second instance does not make it another one, its own time does
    sqlServer.pass(A_WHILE);
    db.enableCdc("t", "second");
    assertThat(changes.alteredAt(id("t"))).contains(altered);
    db.disableCdc("first");
    assertThat(changes.alteredAt(id("t"))).isEmpty();
    assertThat(changes.alteredAt(id("nothing"))).isEmpty();
  }

  @Test
  void shouldFindTheKeysOfRowsThatChanged() {
    // Given
    db.enableCdc("t", "old");
    CaptureInstance old = changes.instances().get(0);
    db.insert("t", 1, "before");
    Lsn from = max();
    db.insert("t", 2, "a");
    db.update("t", 2, Map.of("v", "b"));
    db.update("t", 1, Map.of("id", 3));
    db.insert("t", 4, "d");
    db.delete("t", 4);
    Lsn to = max();
    db.insert("t", 5, "behind");
    var table = new Catalogue(connection, sqlServer.connection()).table(id("t"));
    // When
    List<List<Value>> keys = changes.keysChanged(old, from, to, table, table.key());
    // Then
    assertThat(keys).containsExactlyInAnyOrder(key(2), key(1), key(3), key(4));
    assertThat(changes.keysChanged(old, to, to, table, table.key())).isEmpty();
    assertThat(changes.keysChanged(old, Lsn.ZERO, max(), table, List.of("v", "id")))
        .contains(List.of(new Value.Text("b"), new Value.Int(2)));
  }

  @Test
  void shouldSayWhichDatabaseHasNoChangeTables() {
    ChangeTables nowhere = new ChangeTables(connection, sqlServer.connection(), "nowhere");
    assertThat(catchThrowableOfType(TandemException.class, nowhere::end))
        .hasMessageContaining("nowhere")
        .extracting(TandemException::code)
        .isEqualTo(SqlServerCode.DATABASE);
  }

  private static List<Value> key(long id) {
    return List.of(new Value.Int(id));
  }

  private Lsn max() {
    return Lsn.parse(Objects.requireNonNull(db.maxLsn()).toString());
  }
}
