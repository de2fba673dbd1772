/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import static dev.tandem.postgres.Changes.LANE;
import static dev.tandem.postgres.Changes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.target.Batch;
import dev.tandem.model.target.BatchRefused;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.LaneLost;
import dev.tandem.model.target.StoredRow;
import dev.tandem.model.target.TargetReader;
import dev.tandem.model.target.TargetUnavailable;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.model.target.WriteResult;
import dev.tandem.model.type.JsonTree;
import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresTargetIT {
  @TempDir static Path folder;
  @AutoClose private static PostgresRig postgres;

  @BeforeAll
  static void startServer() {
    postgres = new PostgresRig(folder);
  }

  @Test
  void shouldReadBackEveryTypeAsItWasWritten() {
    // Given
    Changes changes =
        Changes.of(
            "every_type",
            "b boolean",
            "i16 int16",
            "i32 int32",
            "i64 int64",
            "u64 uint64",
            "d decimal(38,10)",
            "f32 float32",
            "f64 float64",
            "s string(10)",
            "t text",
            "e enum(a,b)",
            "da date",
            "ti time",
            "du duration",
            "ts timestamp",
            "ins instant",
            "u uuid",
            "by bytes",
            "bi bits(12)",
            "j json",
            "ar array<enum(x,y)>");
    Value[] values = {
      new Value.Bool(true),
      new Value.Int(-32768),
      new Value.Int(Integer.MIN_VALUE),
      new Value.Int(Long.MIN_VALUE),
      new Value.Decimal(new BigDecimal("18446744073709551615")),
      new Value.Decimal(new BigDecimal("1234567890123456789012345678.0123456789")),
      new Value.Float32(Float.MIN_VALUE),
      new Value.Float64(Double.MAX_VALUE),
      text("\uD83D\uDE00 '\"\\{},"),
      text(""),
      text("a"),
      new Value.Date(LocalDate.of(1, 1, 1)),
      new Value.Time(LocalTime.of(23, 59, 59, 999_999_000)),
      new Value.Duration(-3020399000001L),
      new Value.Timestamp(LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000)),
      new Value.Moment(Instant.parse("1969-12-31T23:59:59.000001Z")),
      text("6ccd780c-baba-1026-9564-5b8c656024db"),
      Value.Bytes.of(new byte[] {0, -1, '\\', '\''}),
      text("100000000001"),
      new Value.Json(tree("{\"b\":[1.50,null,\"x\"],\"a\":true}")),
      new Value.Array(List.of(text("x"), text("y")))
    };
    Value[] nulls = new Value[values.length];
    java.util.Arrays.fill(nulls, Value.NULL);

    // When
    postgres.write(changes.upsert(1, 1, values).upsert(1, 2, nulls));

    // Then
    assertThat(postgres.rows(changes))
        .containsExactly(changes.row(1, values), changes.row(2, nulls));
  }

  private static JsonTree tree(String json) {
    try {
      return JsonTree.parse(json);
    } catch (dev.tandem.model.type.Refused e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldKeepTheNewestVersionOfAKey() {
    Changes changes = Changes.of("newest", "v text");
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));
      writer.write(changes.upsert(5, 1, text("five")).batch());
      WriteResult older = writer.write(changes.upsert(4, 1, text("four")).batch());
      WriteResult equal = writer.write(changes.upsert(5, 1, text("again")).batch());
      WriteResult within =
          writer.write(changes.upsert(7, 1, text("seven")).upsert(6, 1, text("six")).batch());

      assertThat(List.of(older.superseded(), equal.superseded())).containsOnly(1);
      assertThat(within.applied()).isEqualTo(1);
      assertThat(postgres.rows(changes)).containsExactly(changes.row(1, text("seven")));
    }
  }

  @Test
  void shouldNotBringADeletedRowBackUnlessItIsCreatedAgain() {
    Changes changes = Changes.of("deleted", "v text");
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));
      writer.write(changes.upsert(1, 1, text("one")).delete(3, 1).delete(3, 2).batch());
      writer.write(changes.upsert(2, 1, text("late")).upsert(2, 2, text("late")).batch());
      assertThat(postgres.rows(changes)).isEmpty();

      writer.write(changes.upsert(4, 1, text("anew")).batch());
      assertThat(postgres.rows(changes)).containsExactly(changes.row(1, text("anew")));

      WriteResult old = writer.write(changes.delete(3, 1).batch());
      assertThat(old.applied()).isZero();
      assertThat(postgres.rows(changes)).hasSize(1);
    }
  }

  @Test
  void shouldGoOnWhereThePositionIs() {
    Changes changes = Changes.of("position", "v text");
    try (TargetWriter writer = postgres.writer(changes, "position")) {
      assertThat(writer.claim(List.of(LANE))).isEqualTo(Map.of(LANE, 0L));
      writer.write(changes.upsert(1, 1, text("a")).upsert(2, 2, text("b")).batch());
    }
    try (TargetWriter successor = postgres.writer(changes, "position")) {
      assertThat(successor.claim(List.of(LANE))).isEqualTo(Map.of(LANE, 2L));
    }
  }

  @Test
  void shouldShutOutAWriterWhoseLaneWasClaimed() {
    Changes changes = Changes.of("fence", "v text");
    try (TargetWriter zombie = postgres.writer(changes, "fence");
        TargetWriter successor = postgres.writer(changes, "fence")) {
      zombie.claim(List.of(LANE));
      Batch first = changes.upsert(1, 1, text("zombie")).batch();
      successor.claim(List.of(LANE));

      assertThatThrownBy(() -> zombie.write(first)).isInstanceOf(LaneLost.class);
      assertThat(postgres.rows(changes)).isEmpty();
      assertThat(successor.write(first).applied()).isEqualTo(1);
      assertThatThrownBy(() -> zombie.write(changes.upsert(2, 1, text("late")).batch()))
          .isInstanceOf(LaneLost.class);
    }
  }

  @Test
  void shouldTakeACommitWhoseAnswerWasLostForDone() {
    Changes changes = Changes.of("lost_answer", "v text");
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));
      Batch batch = changes.upsert(1, 1, text("a")).batch();
      writer.write(batch);

      WriteResult again = writer.write(batch);

      assertThat(again.applied()).isZero();
      assertThat(again.superseded()).isEqualTo(1);
      assertThat(writer.write(changes.upsert(2, 1, text("b")).batch()).applied()).isEqualTo(1);
    }
  }

  @Test
  void shouldRefuseATopicThatWasMadeAnew() {
    Changes changes = Changes.of("topic_anew", "v text");
    try (TargetWriter writer = postgres.writer(changes, "topic_anew")) {
      writer.claim(List.of(LANE));
      TandemException refusal =
          catchThrowableOfType(
              TandemException.class,
              () -> writer.claim(List.of(new Lane("topic", "another id", 0))));
      assertThat(refusal.code()).isEqualTo(PostgresCode.TOPIC_REPLACED);
    }
  }

  @Test
  void shouldWaitForAServerThatIsAway() {
    Changes changes = Changes.of("away", "v text");
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));
      Batch batch = changes.upsert(1, 1, text("a")).batch();
      postgres.server.stop();
      assertThatThrownBy(() -> writer.write(batch)).isInstanceOf(TargetUnavailable.class);
      postgres.server.start();

      assertThat(writer.write(batch).applied()).isEqualTo(1);
    }
  }

  @Test
  void shouldAddColumnsAndTheVersionToATableThatLacksThem() {
    Changes changes = Changes.of("grown", "v text");
    postgres.makeByHand("CREATE TABLE domain.grown (id bigint PRIMARY KEY)");
    postgres.sql("INSERT INTO domain.grown VALUES (1)");
    postgres.write(changes.upsert(1, 1, text("a")));
    assertThat(postgres.rows(changes)).containsExactly(changes.row(1, text("a")));
  }

  @Test
  void shouldLoosenATableOfItsOwnAsTheSourceDoes() {
    // Given
    Changes before =
        Changes.of("altered", "s string(3)", "i int16", "d decimal(5,2)", "gone string(3)");
    postgres.write(before.upsert(1, 1, text("abc"), number(1), decimal("23.45"), text("old")));
    postgres.sql("ALTER TABLE domain.altered ALTER COLUMN gone SET NOT NULL");

    // When
    Changes after = Changes.of("altered", "s string(10)", "i int64", "d decimal(6,4)");
    Value[] wide = {text("0123456789"), number(Long.MIN_VALUE), decimal("12.3456")};
    postgres.write(after.upsert(2, 2, wide));

    // Then
    assertThat(postgres.rows(after))
        .containsExactly(
            after.row(1, text("abc"), number(1), decimal("23.4500")), after.row(2, wide));
  }

  @Test
  void shouldLeaveTheColumnsOfSomebodyElsesTableAlone() {
    // Given
    Changes changes = Changes.of("theirs", "s string(10)");
    postgres.makeByHand("CREATE TABLE domain.theirs (id bigint PRIMARY KEY, s varchar(3))");

    // When
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));
      assertThatThrownBy(() -> writer.write(changes.upsert(1, 1, text("long")).batch()))
          .isInstanceOf(BatchRefused.class);
    }
  }

  private static Value number(long number) {
    return new Value.Int(number);
  }

  private static Value decimal(String number) {
    return new Value.Decimal(new BigDecimal(number));
  }

  @Test
  void shouldFindRowsByTheirKey() {
    Changes changes = Changes.of("found", "v text");
    postgres.write(changes.upsert(1, 1, text("a")).upsert(1, 2, text("b")));
    try (TargetReader reader = postgres.target(changes).reader(changes.entity())) {
      List<StoredRow> found =
          reader.find(
              changes.schema,
              List.of(
                  changes.row(2, Value.NULL).location(List.of("id")),
                  changes.row(3, Value.NULL).location(List.of("id"))));
      assertThat(found).extracting(StoredRow::row).containsExactly(changes.row(2, text("b")));
    }
  }

  @Test
  void shouldQuoteHostileNames() {
    Changes changes = Changes.of("a\"; drop table x; --", "w\"; -- text");
    postgres.write(changes.upsert(1, 1, text("a")).delete(2, 2));
    assertThat(postgres.rows(changes)).containsExactly(changes.row(1, text("a")));
  }
}
