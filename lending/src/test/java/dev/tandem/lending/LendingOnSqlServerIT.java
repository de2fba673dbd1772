/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.lending.table.Column;
import dev.tandem.lending.table.Column.Role;
import dev.tandem.lending.table.Table;
import dev.tandem.lending.table.Tables;
import dev.tandem.lending.work.Counts;
import dev.tandem.lending.work.WorkloadPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sample with the driver of SQL Server, on the double. */
class LendingOnSqlServerIT {
  private static final long ROWS = 2_000;

  /** Columns that the server fills. */
  private static final Set<String> SERVERS_OWN =
      Set.of("FullName", "OutstandingAmount", "RowVersion", "WrittenAt", "EntryNo");

  private final TestSqlServer sqlServer = TestSqlServer.start();
  private final LendingData data = new LendingData(1, ROWS, TestLending.CLOCK);

  @BeforeEach
  void load() {
    data.load(sqlServer.lending(), (rows, total) -> {});
  }

  @AfterEach
  void stop() {
    sqlServer.close();
    assertThat(sqlServer.server().unhandled()).isEmpty();
  }

  @Test
  void shouldFillTheSameTablesAsOnMySql() {
    for (Table table : Tables.ALL) {
      // When
      List<String> columns = new ArrayList<>(sqlServer.columns(table));
      columns.removeAll(SERVERS_OWN);

      // Then
      assertThat(columns)
          .as(table.name())
          .containsExactlyElementsOf(table.columns().stream().map(Column::name).toList());
      assertThat(sqlServer.count("SELECT COUNT(*) FROM " + table.name()))
          .isEqualTo(data.rows().get(table.name()));
      assertThat((long) sqlServer.db().changes("dbo_" + table.name()))
          .isEqualTo(data.rows().get(table.name()));
    }
    assertThat(Integrity.orphans(sqlServer::count)).isEmpty();
  }

  @Test
  void shouldChangeRowsInEveryWayAndNeverMoveOneBack() throws Exception {
    // Given
    WorkloadPlan plan = WorkloadPlan.of(11).withThreads(4).withHotKeys(20).withChanges(12_000);

    // When
    Counts counts;
    try (LendingWorkload workload = LendingWorkload.start(sqlServer.lending(), plan);
        RevisionWatch watch = RevisionWatch.start(sqlServer::revisions)) {
      counts = workload.await();
      assertThat(watch.fallen()).isEmpty();
      assertThat(watch.looks()).isPositive();
      assertThat(workload.neverDone()).isEmpty();
    }

    // Then
    assertThat(rows()).isEqualTo(ROWS + counts.inserts() - counts.deletes());
    assertThat(counts.swaps()).isPositive();
    for (Table table : Tables.ALL) {
      for (Column column : table.columns(Role.UNIQUE)) {
        // the double has no unique keys: locks alone keep the values apart
        assertThat(sqlServer.values(table, column)).as(column.name()).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void shouldGoOnWhenItsConnectionsAreCut() throws InterruptedException {
    try (LendingWorkload workload =
        LendingWorkload.start(sqlServer.lending(), WorkloadPlan.of(12).withThreads(2))) {
      // Given
      awaitChanges(workload, 100);

      // When
      sqlServer.server().killConnections();
      awaitChanges(workload, workload.counts().rows() + 500);

      // Then
      assertThat(workload.stop().rows()).isGreaterThan(600);
    }
  }

  private static void awaitChanges(LendingWorkload workload, long rows) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> workload.counts().rows() >= rows || !workload.running());
  }

  private long rows() {
    return Tables.ALL.stream().mapToLong(table -> sqlServer.db().rows(table.name()).size()).sum();
  }
}
