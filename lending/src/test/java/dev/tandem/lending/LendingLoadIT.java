/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.lending.work.Deed;
import dev.tandem.lending.work.LoadPlan;
import dev.tandem.lending.work.LoadWitness;
import dev.tandem.lending.work.Mix;
import dev.tandem.lending.work.ProbeRows;
import dev.tandem.model.error.TandemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LendingLoadIT {
  private static final long ROWS = 20_000;
  private static final List<String> PROBED = List.of("AuditTrail", "CustomerSettings", "Payments");

  @TempDir Path folder;
  private TestLending mysql;
  private final Witness witness = new Witness();

  @BeforeEach
  void start() {
    mysql = TestLending.start(folder.resolve("mysql"));
    mysql.load(new LendingData(1, ROWS, TestLending.CLOCK));
    LendingLoad.prepare(mysql.server(), PROBED);
  }

  @AfterEach
  void stop() {
    mysql.close();
  }

  @Test
  void shouldLoadWithEveryMixAndKeepTheProbesToThemselves() throws Exception {
    LendingLoad.prepare(mysql.server(), PROBED); // finds all of them there
    for (Mix mix : Mix.values()) {
      // When
      LoadPlan plan = plan(mix);
      try (LendingLoad load = LendingLoad.start(mysql.server(), plan, witness)) {
        load.await();
      }

      // Then
      assertThat(witness.dropped).as("%s: dropped", mix).isEmpty();
      assertThat(witness.marks).as("%s: probes", mix).hasSizeGreaterThan(20);
    }
    assertThat(witness.operations.keySet()).containsExactlyInAnyOrder(Deed.values());
    assertThat(Integrity.orphans(mysql::count)).isEmpty();
    for (LoadWitness.ProbeMark mark : witness.marks) {
      assertThat(revision(mark)).isGreaterThanOrEqualTo(mark.revision());
    }
    for (String table : PROBED) {
      assertThat(mysql.count(count(table))).as(table).isEqualTo(ProbeRows.COUNT);
    }
  }

  @Test
  void shouldChangeAsManyRowsASecondAsAskedFor() throws Exception {
    try (LendingLoad load = LendingLoad.start(mysql.server(), plan(Mix.WRITE_HEAVY), witness)) {
      load.await();
    }
    assertThat(witness.changes() / 5.0).isCloseTo(300, within(60.0));
  }

  @Test
  void shouldFailWithACodeWhenTheTablesAreGone() throws Exception {
    try (LendingLoad load = LendingLoad.start(mysql.server(), plan(Mix.WRITE_HEAVY), witness)) {
      mysql.run("DROP DATABASE loans");
      assertThatThrownBy(load::await)
          .isInstanceOf(TandemException.class)
          .extracting(failure -> ((TandemException) failure).code())
          .isEqualTo(LendingCode.STATEMENT);
    }
  }

  private static LoadPlan plan(Mix mix) {
    int rate = mix == Mix.BIG_TRANSACTIONS ? 1_500 : 300;
    return new LoadPlan(
        5, mix, rate, Duration.ZERO, Duration.ofSeconds(5), 4, List.of(PROBED, List.of("Loans")));
  }

  private long revision(LoadWitness.ProbeMark mark) {
    String key =
        switch (mark.table()) {
          case "AuditTrail" -> "RecordId";
          case "CustomerSettings" -> "CustomerId";
          case "Payments" -> "PaymentId";
          default -> "LoanId";
        };
    return mysql.count(
        "SELECT Revision FROM " + mark.table() + " WHERE " + key + " = " + mark.number());
  }

  private static String count(String table) {
    String key =
        switch (table) {
          case "AuditTrail" -> "RecordId";
          case "CustomerSettings" -> "CustomerId";
          default -> "PaymentId";
        };
    List<Long> numbers = ProbeRows.numbers();
    return "SELECT COUNT(*) FROM "
        + table
        + " WHERE "
        + key
        + " BETWEEN "
        + numbers.get(0)
        + " AND "
        + numbers.get(numbers.size() - 1);
  }

  /** Remembers everything. */
  private static final class Witness implements LoadWitness {
    private final Map<Deed, Long> operations = new ConcurrentHashMap<>();
    private final Queue<ProbeMark> marks = new ConcurrentLinkedQueue<>();
    private final Queue<Deed> dropped = new ConcurrentLinkedQueue<>();
    private final Queue<Long> delays = new ConcurrentLinkedQueue<>();

    @Override
    public void due(Deed deed, long dueNanos, double size) {}

    @Override
    public void done(Deed deed, long dueNanos, long doneNanos, long count, List<ProbeMark> probes) {
      operations.merge(deed, count, Long::sum);
      delays.add(TimeUnit.NANOSECONDS.toMillis(doneNanos - dueNanos));
      marks.addAll(probes);
    }

    @Override
    public void dropped(Deed deed, long dueNanos, long nowNanos) {
      dropped.add(deed);
    }

    long changes() {
      assertThat(delays).allMatch(delay -> delay >= 0);
      return operations.entrySet().stream()
          .filter(entry -> entry.getKey() != Deed.READ)
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
  }
}
