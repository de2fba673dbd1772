/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.lending.table.Table;
import dev.tandem.lending.table.Tables;
import dev.tandem.lending.work.Counts;
import dev.tandem.lending.work.WorkloadPlan;
import dev.tandem.model.error.TandemException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LendingWorkloadIT {
  private static final long ROWS = 2_000;

  @TempDir Path folder;
  private TestLending mysql;

  @BeforeEach
  void start() {
    mysql = TestLending.start(folder.resolve("mysql"));
    mysql.load(new LendingData(1, ROWS, TestLending.CLOCK));
  }

  @AfterEach
  void stop() {
    mysql.close();
  }

  @Test
  void shouldChangeRowsInEveryWayAndNeverMoveOneBack() throws Exception {
    // Given
    WorkloadPlan plan = WorkloadPlan.of(11).withThreads(4).withHotKeys(20).withChanges(12_000);

    // When
    Counts counts;
    try (LendingWorkload workload = LendingWorkload.start(mysql.server(), plan);
        RevisionWatch watch = RevisionWatch.start(() -> mysql.ask(RevisionWatch.EVERYTHING))) {
      counts = workload.await();
      assertThat(watch.fallen()).isEmpty();
      assertThat(watch.looks()).isPositive();

      // Then
      assertThat(workload.neverDone()).isEmpty();
    }
    assertThat(counts.rows()).isGreaterThanOrEqualTo(12_000);
    assertThat(counts.rows())
        .isEqualTo(counts.inserts() + counts.updates() + counts.deletes() + counts.keyChanges());
    assertThat(counts.swaps()).isPositive();
    assertThat(counts.keyChanges()).isPositive();
    assertThat(counts.rollbacks()).isPositive();
    assertThat(rows()).isEqualTo(ROWS + counts.inserts() - counts.deletes());
    assertThat(Integrity.orphans(mysql::count)).isEmpty();
    assertThat(Integrity.problems(mysql, folder)).isEmpty();
  }

  @Test
  void shouldGoOnWhenTheServerComesBack() throws InterruptedException {
    // Given
    try (LendingWorkload workload =
        LendingWorkload.start(mysql.server(), WorkloadPlan.of(12).withThreads(2))) {
      awaitChanges(workload, 100);

      // When
      mysql.killAndStart();
      awaitChanges(workload, workload.counts().rows() + 500);

      // Then
      assertThat(workload.stop().rows()).isGreaterThan(600);
      assertThat(workload.running()).isFalse();
    }
  }

  @Test
  void shouldFailWithACodeWhenTheTablesAreGone() throws InterruptedException {
    // Given
    try (LendingWorkload workload = LendingWorkload.start(mysql.server(), WorkloadPlan.of(13))) {
      // When
      mysql.run("DROP DATABASE loans");

      // Then
      assertThatThrownBy(workload::await)
          .isInstanceOf(TandemException.class)
          .extracting(failure -> ((TandemException) failure).code())
          .isEqualTo(LendingCode.STATEMENT);
    }
  }

  private static void awaitChanges(LendingWorkload workload, long rows) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> workload.counts().rows() >= rows || !workload.running());
  }

  private long rows() {
    return Tables.ALL.stream()
        .map(Table::name)
        .mapToLong(table -> mysql.count("SELECT COUNT(*) FROM " + table))
        .sum();
  }
}
