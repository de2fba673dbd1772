/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import static dev.tandem.postgres.Changes.LANE;
import static dev.tandem.postgres.Changes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.mapping.PostgresPlan;
import dev.tandem.model.mapping.PostgresPlan.Period;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.StoredRow;
import dev.tandem.model.target.TargetReader;
import dev.tandem.model.target.TargetUnavailable;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.model.target.WriteResult;
import dev.tandem.model.type.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that are split by ranges of a day or time. */
class PartitionsIT {
  @TempDir static Path folder;
  @AutoClose private static PostgresRig postgres;

  @BeforeAll
  static void startServer() {
    postgres = new PostgresRig(folder);
  }

  @Test
  void shouldMoveARowThatComesIntoAnotherPeriod() {
    // Given
    Changes changes = byMonth("moved");
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));
      writer.write(
          changes
              .upsert(1, 1, day("2018-06-20"), text("a"))
              .upsert(1, 2, day("2018-07-01"), text("b"))
              .batch());

      // When
      WriteResult moved = writer.write(changes.upsert(3, 1, day("2019-01-31"), text("c")).batch());
      WriteResult older =
          writer.write(changes.upsert(2, 1, day("2018-06-20"), text("late")).batch());
      WriteResult again =
          writer.write(changes.upsert(3, 1, day("2018-08-20"), text("again")).batch());
      WriteResult stayed = writer.write(changes.upsert(4, 2, day("2018-07-31"), text("d")).batch());

      // Then
      assertThat(List.of(moved.applied(), stayed.applied())).containsOnly(1);
      assertThat(List.of(older.superseded(), again.superseded())).containsOnly(1);
    }
    assertThat(postgres.rows(changes))
        .containsExactlyInAnyOrder(
            changes.row(1, day("2019-01-31"), text("c")),
            changes.row(2, day("2018-07-31"), text("d")));
    assertThat(idsIn("moved_2018_06")).isEmpty();
    assertThat(idsIn("moved_2018_07")).isEqualTo("2");
    assertThat(idsIn("moved_2019_01")).isEqualTo("1");
    assertThat(idsIn("moved_default")).isEmpty();
  }

  @Test
  void shouldDeleteARowWhereverItLies() {
    // Given
    Changes changes = byMonth("gone");
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));
      writer.write(changes.upsert(1, 1, day("2018-06-20"), text("a")).batch());

      // When
      WriteResult deleted = writer.write(changes.delete(3, 1).delete(3, 2).batch());
      WriteResult late =
          writer.write(
              changes
                  .upsert(2, 1, day("2019-01-01"), text("late"))
                  .upsert(3, 2, day("2018-06-20"), text("b"))
                  .batch());

      // Then
      assertThat(deleted.applied()).isEqualTo(1);
      assertThat(late.superseded()).isEqualTo(2);
      assertThat(postgres.rows(changes)).isEmpty();
      writer.write(changes.upsert(4, 1, day("2020-02-29"), text("anew")).batch());
      WriteResult old = writer.write(changes.delete(3, 1).batch());
      assertThat(old.applied()).isZero();
    }
    assertThat(postgres.rows(changes))
        .containsExactly(changes.row(1, day("2020-02-29"), text("anew")));
  }

  @Test
  void shouldFindRowsByTheirKeyAlone() {
    Changes changes = byMonth("found");
    postgres.write(
        changes
            .upsert(1, 1, day("2018-06-20"), text("a"))
            .upsert(1, 2, day("2018-07-01"), text("b")));
    try (TargetReader reader = postgres.target(changes).reader(changes.entity())) {
      assertThat(
              reader.find(
                  changes.schema,
                  List.of(changes.row(2, Value.NULL, Value.NULL).location(List.of("id")))))
          .extracting(StoredRow::row)
          .containsExactly(changes.row(2, day("2018-07-01"), text("b")));
    }
  }

  /** Whatever comes in whatever order, each key ends as its newest change left it. */
  @Test
  void shouldHoldTheNewestOfEachKeyAfterAnyHistory() {
    // Given
    long seed = Long.getLong("tandem.seed", System.nanoTime());
    System.out.println("-Dtandem.seed=" + seed);
    Random random = new Random(seed);
    Changes changes = byMonth("history");
    Map<Long, Integer> newest = new HashMap<>();
    Map<Long, EntityRow> expected = new HashMap<>();

    // When
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));
      for (int batch = 0; batch < 60; batch++) {
        for (int i = random.nextInt(12); i >= 0; i--) {
          long id = random.nextInt(8);
          int version = random.nextInt(300);
          boolean delete = random.nextInt(4) == 0;
          EntityRow row =
              changes.row(
                  id,
                  new Value.Date(LocalDate.of(2020, 1 + random.nextInt(5), 1 + random.nextInt(28))),
                  text("v" + version));
          if (delete) {
            changes.delete(version, id);
          } else {
            changes.upsert(version, id, row.value(1), row.value(2));
          }
          if (version > newest.getOrDefault(id, -1)) {
            newest.put(id, version);
            expected.remove(id);
            if (!delete) {
              expected.put(id, row);
            }
          }
        }
        writer.write(changes.batch());
      }
    }

    // Then
    assertThat(postgres.rows(changes))
        .as("seed %s", seed)
        .containsExactlyInAnyOrderElementsOf(expected.values());
  }

  @Test
  void shouldTakeRowsWhosePartitionCannotBeMade() {
    // Given
    Changes changes = byMonth("odd");
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));
      writer.write(changes.upsert(1, 1, day("2018-06-20"), text("a")).batch());
      postgres.sql(
          "CREATE TABLE domain.all_2020 PARTITION OF domain.odd FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')");
      postgres.sql(
          "INSERT INTO domain.odd (id, day, v, _version) VALUES (9, '2022-03-01', 'by hand', 0)");

      // When
      writer.write(
          changes
              .upsert(1, 2, day("2020-05-01"), text("b"))
              .upsert(1, 3, day("2022-03-31"), text("c"))
              .upsert(1, 4, day("9999-12-31"), text("d"))
              .upsert(1, 5, day("0001-01-01"), text("e"))
              .batch());
    }

    // Then
    assertThat(idsIn("all_2020")).isEqualTo("2");
    assertThat(idsIn("odd_default")).isEqualTo("3,9");
    assertThat(idsIn("odd_9999_12")).isEqualTo("4");
    assertThat(idsIn("odd_0001_01")).isEqualTo("5");
  }

  @Test
  void shouldSplitByTimesAndInUtc() {
    // Given
    Changes instants = Changes.of(split("instants", Period.DAY), List.of("id"), "day instant");
    Changes locals = Changes.of(split("locals", Period.YEAR), List.of("id"), "day timestamp");

    // When
    postgres.write(
        instants
            .upsert(1, 1, new Value.Moment(Instant.parse("2018-06-20T23:59:59.999999Z")))
            .upsert(1, 2, new Value.Moment(Instant.parse("2018-06-21T00:00:00Z"))));
    postgres.write(
        locals
            .upsert(1, 1, new Value.Timestamp(LocalDateTime.parse("2018-12-31T23:59:59.999999")))
            .upsert(1, 2, new Value.Timestamp(LocalDateTime.parse("2019-01-01T00:00:00"))));

    // Then
    assertThat(idsIn("instants_2018_06_20")).isEqualTo("1");
    assertThat(idsIn("instants_2018_06_21")).isEqualTo("2");
    assertThat(idsIn("locals_2018")).isEqualTo("1");
    assertThat(idsIn("locals_2019")).isEqualTo("2");
  }

  @Test
  void shouldSplitByAFieldOfTheKey() {
    // Given
    Changes changes =
        Changes.of(split("by_key", Period.MONTH), List.of("id", "day"), "day date", "v text");

    // When
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));
      writer.write(
          changes
              .upsert(1, 1, day("2018-06-20"), text("a"))
              .upsert(1, 1, day("2018-07-20"), text("b"))
              .batch());
      writer.write(
          changes
              .delete(2, changes.row(1, day("2018-06-20"), Value.NULL))
              .upsert(3, 1, day("2018-07-20"), text("c"))
              .batch());
    }

    // Then
    assertThat(postgres.rows(changes))
        .containsExactly(changes.row(1, day("2018-07-20"), text("c")));
    assertThat(idsIn("by_key_2018_07")).isEqualTo("1");
  }

  @Test
  void shouldMakeOnePartitionOnceForManySinks() throws Exception {
    // Given
    Changes first = byMonth("many").in(new Lane("many", "id", 0), 0);
    Changes second = byMonth("many").in(new Lane("many", "id", 1), 0);
    ExecutorService threads = Executors.newFixedThreadPool(2);

    // When
    try (TargetWriter one = postgres.writer(first, "many");
        TargetWriter other = postgres.writer(second, "many")) {
      one.claim(List.of(new Lane("many", "id", 0)));
      other.claim(List.of(new Lane("many", "id", 1)));
      Future<Integer> odd = threads.submit(months(one, first, 1));
      Future<Integer> even = threads.submit(months(other, second, 2));

      // Then
      assertThat(odd.get() + even.get()).isEqualTo(48);
    } finally {
      threads.shutdown();
    }
    assertThat(postgres.rows(first)).hasSize(48);
    assertThat(idsIn("many_default")).isEmpty();
  }

  private static Callable<Integer> months(TargetWriter writer, Changes changes, int from) {
    return () -> {
      int applied = 0;
      for (int month = 0; month < 24; month++) {
        Value day = new Value.Date(LocalDate.of(2018, 1, 1).plusMonths(month));
        applied +=
            writer.write(changes.upsert(1, from + 2L * month, day, text("")).batch()).applied();
      }
      return applied;
    };
  }

  @Test
  void shouldSayThatATableThatIsNotSplitCannotBe() {
    // Given
    Changes changes = byMonth("whole");
    postgres.makeByHand(
        "CREATE TABLE domain.whole (id bigint, day date, v text, _version bigint, PRIMARY KEY (id, day))");
    String sentence =
        "domain.whole is there, but not partitioned by range (day), and PostgreSQL cannot change that: remove"
            + " partition_by, or rename the table so that a new one can be made and loaded.";

    // Then
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));
      assertThatThrownBy(
              () -> writer.write(changes.upsert(1, 1, day("2018-06-20"), text("a")).batch()))
          .isInstanceOf(TargetUnavailable.class)
          .hasMessageContaining(sentence);
    }
    assertThat(postgres.target(changes).problems(List.of(changes.schema)))
        .containsExactly("TD-PG-TABLE: " + sentence);
  }

  @Test
  void shouldShowWhatToRunWhereItMayNotCreate() {
    // Given
    Changes changes = byMonth("by_hand");
    postgres.makeByHand(
        "CREATE TABLE domain.by_hand (id bigint, day date, v text, _version bigint, PRIMARY KEY (id, day))"
            + " PARTITION BY RANGE (day)");

    // When
    PostgresTarget target = postgres.target(changes, false);
    List<String> problems = target.problems(List.of(changes.schema));

    // Then
    String missing =
        "CREATE TABLE IF NOT EXISTS \"domain\".\"by_hand_default\" PARTITION OF \"domain\".\"by_hand\" DEFAULT";
    assertThat(problems).singleElement().asString().contains(missing);
    postgres.sql(missing);
    assertThat(target.problems(List.of(changes.schema))).isEmpty();
    try (TargetWriter writer = target.writer("by_hand", "this test", Duration.ofDays(1))) {
      writer.claim(List.of(LANE));
      writer.write(changes.upsert(1, 1, day("2018-06-20"), text("a")).batch());
    }
    assertThat(idsIn("by_hand_default")).isEqualTo("1");
  }

  private static Changes byMonth(String table) {
    return Changes.of(split(table, Period.MONTH), List.of("id"), "day date", "v text");
  }

  private static PostgresPlan split(String table, Period period) {
    return new PostgresPlan(
        "domain", table, Optional.of(new PostgresPlan.Partitioning("day", period)), Map.of());
  }

  private static Value day(String day) {
    return new Value.Date(LocalDate.parse(day));
  }

  private static String idsIn(String table) {
    return postgres.sql(
        "SELECT coalesce(string_agg(id::text, ',' ORDER BY id), '') FROM domain.\"" + table + '"');
  }
}
