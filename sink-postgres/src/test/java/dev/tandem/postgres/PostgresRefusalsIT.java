/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import static dev.tandem.postgres.Changes.LANE;
import static dev.tandem.postgres.Changes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.model.target.Batch;
import dev.tandem.model.target.BatchRefused;
import dev.tandem.model.target.TargetUnavailable;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What PostgreSQL does not take: for good, for now, or until the batch is whole. */
class PostgresRefusalsIT {
  @TempDir static Path folder;
  @AutoClose private static PostgresRig postgres;

  @BeforeAll
  static void startServer() {
    postgres = new PostgresRig(folder);
  }

  @Test
  void shouldNameTheChangeThatPostgresWouldAlterInSilence() {
    // Given a table narrower than the entity
    Changes changes = Changes.of("narrow", "s text", "d decimal(10,3)", "i int64");
    postgres.makeByHand(
        "CREATE TABLE domain.narrow (id bigint PRIMARY KEY, s varchar(3), d numeric(10,2), i integer,"
            + " _version bigint NOT NULL)");
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));
      assertRefused(writer, changes, "E_NUL_CHAR", text("a\0"), Value.NULL, Value.NULL);
      assertRefused(writer, changes, "E_LENGTH", text("abc "), Value.NULL, Value.NULL);
      assertRefused(writer, changes, "E_DECIMAL_SCALE", Value.NULL, decimal("1.005"), Value.NULL);
      assertRefused(
          writer, changes, "E_INT_RANGE", Value.NULL, Value.NULL, new Value.Int(1L << 40));

      // When what fits is written
      writer.write(
          changes
              .in(LANE, 0)
              .upsert(1, 1, text("abc"), decimal("1.500"), new Value.Int(7))
              .batch());
    }

    // Then
    assertThat(postgres.sql("SELECT s || d || i FROM domain.narrow")).isEqualTo("abc1.507");
  }

  @Test
  void shouldNameTheChangeThatAColumnOfAnotherKindWouldRound() {
    // Given
    Changes changes =
        Changes.of(
            "coarse",
            "ts timestamp",
            "ti time",
            "day timestamp",
            "clock instant",
            "r float64",
            "n float64",
            "d int64",
            "e decimal(10,3)");
    postgres.makeByHand(
        "CREATE TABLE domain.coarse (id bigint PRIMARY KEY, ts timestamp(0), ti time(3), day date,"
            + " clock time, r real, n numeric(10,2), d double precision, e real,"
            + " _version bigint NOT NULL)");
    LocalDateTime noon = LocalDateTime.of(2024, 2, 29, 12, 0);
    Value[] fitting = {
      new Value.Timestamp(noon),
      new Value.Time(LocalTime.of(1, 2, 3, 4_000_000)),
      new Value.Timestamp(noon.withHour(0)),
      Value.NULL,
      new Value.Float64(0.5),
      new Value.Float64(1.25),
      new Value.Int(1L << 53),
      decimal("0.125")
    };
    Value[] coarser = {
      new Value.Timestamp(noon.withNano(600_000_000)),
      new Value.Time(LocalTime.of(1, 2, 3, 4_001_000)),
      new Value.Timestamp(noon),
      new Value.Moment(noon.toInstant(ZoneOffset.UTC)),
      new Value.Float64(0.1),
      new Value.Float64(1.255),
      new Value.Int((1L << 53) + 1),
      decimal("0.1")
    };
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));

      // When / Then
      for (int i = 0; i < coarser.length; i++) {
        Value[] values = fitting.clone();
        values[i] = coarser[i];
        Batch batch = changes.in(LANE, 0).upsert(1, 1, values).batch();
        BatchRefused refusal = catchThrowableOfType(BatchRefused.class, () -> writer.write(batch));
        assertThat(refusal).as("field %d", i).isNotNull();
        assertThat(refusal.code()).isIn("E_TIME_FRACTION", "E_FLOAT_RANGE", "E_DECIMAL_SCALE");
        assertThat(refusal.culprit()).isPresent();
      }
      writer.write(changes.in(LANE, 0).upsert(1, 1, fitting).batch());
    }
    assertThat(postgres.sql("SELECT ts || ' ' || ti || ' ' || day || ' ' || n FROM domain.coarse"))
        .isEqualTo("2024-02-29 12:00:00 01:02:03.004 2024-02-29 1.25");
  }

  @Test
  void shouldTakeWhatATriggerRaisesForARefusalOfTheRow() {
    // Given
    Changes changes = Changes.of("guarded", "v text");
    postgres.makeByHand(
        "CREATE TABLE domain.guarded (id bigint PRIMARY KEY, v text, _version bigint NOT NULL)");
    postgres.sql(
        "CREATE FUNCTION domain.guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            + " IF NEW.v = 'bad' THEN RAISE EXCEPTION 'not %', NEW.v; END IF; RETURN NEW; END $$");
    postgres.sql(
        "CREATE TRIGGER guard BEFORE INSERT ON domain.guarded FOR EACH ROW EXECUTE FUNCTION"
            + " domain.guard()");
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));

      // When
      BatchRefused refusal =
          catchThrowableOfType(
              BatchRefused.class, () -> writer.write(changes.upsert(1, 1, text("bad")).batch()));

      // Then
      assertThat(refusal.code()).isEqualTo("TD-PG-P0001");
      assertThat(refusal.passing()).isFalse();
      assertThat(refusal.reason()).doesNotContain("bad");
    }
  }

  @Test
  void shouldWaitWithAParentUntilItsChildrenAreGoneAndWithAChildUntilItsParentIsThere() {
    // Given
    Changes parents = Changes.of("parents", "v text");
    Changes children = Changes.of("children", "parent int64");
    postgres.makeByHand(
        "CREATE TABLE domain.parents (id bigint PRIMARY KEY, v text, _version bigint NOT NULL)");
    postgres.sql(
        "CREATE TABLE domain.children (id bigint PRIMARY KEY, parent bigint REFERENCES"
            + " domain.parents ON DELETE RESTRICT, _version bigint NOT NULL)");
    try (TargetWriter parent = postgres.writer(parents);
        TargetWriter child = postgres.writer(children)) {
      parent.claim(List.of(LANE));
      child.claim(List.of(LANE));
      Batch orphan = children.upsert(1, 7, new Value.Int(1)).batch();

      // When / Then
      assertThat(refusal(child, orphan).passing()).isTrue();
      parent.write(parents.upsert(1, 1, text("p")).batch());
      child.write(orphan);
      Batch early = parents.delete(2, 1).batch();
      assertThat(refusal(parent, early).passing()).isTrue();
      child.write(children.delete(2, 7).batch());
      parent.write(early);
    }
    assertThat(postgres.sql("SELECT count(*) FROM domain.parents")).isEqualTo("0");
  }

  private static BatchRefused refusal(TargetWriter writer, Batch batch) {
    return catchThrowableOfType(BatchRefused.class, () -> writer.write(batch));
  }

  @Test
  void shouldLookAgainAtATableThatWasAlteredWhileItRuns() {
    // Given
    Changes changes = Changes.of("altered", "v text");
    postgres.makeByHand(
        "CREATE TABLE domain.altered (id bigint PRIMARY KEY, v text, _version bigint NOT NULL)");
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));
      writer.write(changes.upsert(1, 1, text("1")).batch());
      postgres.sql("ALTER TABLE domain.altered ALTER v TYPE json USING v::json");
      Batch next = changes.upsert(2, 1, text("[2]")).batch();

      // When
      assertThatThrownBy(() -> writer.write(next)).isInstanceOf(TargetUnavailable.class);
      writer.write(next);
    }

    // Then
    assertThat(postgres.sql("SELECT v FROM domain.altered")).isEqualTo("[2]");
  }

  @Test
  void shouldForgetDeletedRowsInPartsOnceNoTopicCanBringThemBack() {
    // Given
    Changes changes = Changes.of("forgetful", "v text");
    postgres.target(changes);
    postgres.sql(
        "INSERT INTO tandem.tombstone SELECT 'old', i::text, 1, now() - interval '2 days'"
            + " FROM generate_series(1, 10007) i");
    String left = "SELECT count(*) FROM tandem.tombstone WHERE relation = 'old'";
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));

      // When / Then
      writer.write(changes.upsert(1, 1, text("a")).batch());
      assertThat(postgres.sql(left)).isEqualTo("7");
      writer.write(changes.upsert(2, 1, text("b")).batch());
      assertThat(postgres.sql(left)).isEqualTo("0");
    }
  }

  private static Value decimal(String number) {
    return new Value.Decimal(new BigDecimal(number));
  }

  private static void assertRefused(
      TargetWriter writer, Changes changes, String code, Value... values) {
    Batch batch =
        changes
            .in(LANE, 0)
            .upsert(1, 1, Value.NULL, Value.NULL, Value.NULL)
            .upsert(1, 2, values)
            .batch();
    BatchRefused refusal = catchThrowableOfType(BatchRefused.class, () -> writer.write(batch));
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.culprit().orElseThrow().offset()).isEqualTo(1);
  }

  @Test
  void shouldTellAPassingConflictFromARefusalForGood() {
    Changes changes = Changes.of("conflict", "u text", "n text");
    postgres.makeByHand(
        "CREATE TABLE domain.conflict (id bigint PRIMARY KEY, u text UNIQUE, n text NOT NULL,"
            + " _version bigint NOT NULL)");
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));
      writer.write(changes.upsert(1, 1, text("x"), text("n")).batch());

      BatchRefused unique =
          catchThrowableOfType(
              BatchRefused.class,
              () -> writer.write(changes.in(LANE, 1).upsert(2, 2, text("x"), text("n")).batch()));
      BatchRefused missing =
          catchThrowableOfType(
              BatchRefused.class,
              () -> writer.write(changes.in(LANE, 1).upsert(2, 2, text("y"), Value.NULL).batch()));

      assertThat(unique.passing()).isTrue();
      assertThat(missing.passing()).isFalse();
      assertThat(unique.reason()).doesNotContain("(x)");
      assertThat(missing.code()).isEqualTo("TD-PG-23502");
    }
  }

  @Test
  void shouldSwapUniqueValuesUnderADeferrableConstraint() {
    Changes changes = Changes.of("swapped", "u text");
    postgres.makeByHand(
        "CREATE TABLE domain.swapped (id bigint PRIMARY KEY, u text UNIQUE DEFERRABLE,"
            + " _version bigint NOT NULL)");
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));
      writer.write(changes.upsert(1, 1, text("x")).upsert(1, 2, text("y")).batch());
      writer.write(changes.upsert(2, 1, text("y")).upsert(2, 2, text("x")).batch());
      assertThat(postgres.rows(changes))
          .containsExactlyInAnyOrder(changes.row(1, text("y")), changes.row(2, text("x")));

      BatchRefused broken =
          catchThrowableOfType(
              BatchRefused.class,
              () -> writer.write(changes.in(LANE, 4).upsert(3, 1, text("x")).batch()));
      assertThat(broken.passing()).isTrue();
    }
  }
}
