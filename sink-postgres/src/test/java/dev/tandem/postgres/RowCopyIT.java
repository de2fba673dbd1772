/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import static dev.tandem.postgres.Changes.LANE;
import static dev.tandem.postgres.Changes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.model.entity.EntityChange.Origin;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.mapping.PostgresPlan;
import dev.tandem.model.mapping.PostgresPlan.Fact;
import dev.tandem.model.target.BatchRefused;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.model.target.WriteResult;
import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowCopyIT {
  private static final int MANY = 500;

  @TempDir static Path folder;
  @AutoClose private static PostgresRig postgres;

  @BeforeAll
  static void startServer() {
    postgres = new PostgresRig(folder);
  }

  /** What the table was told, by a trigger that both ways fire. */
  private static String statementsOn(String table) {
    return postgres.sql(
        "SELECT string_agg(DISTINCT verb, ',' ORDER BY verb) FROM domain." + table + "_log");
  }

  private static void logStatementsOn(String table) {
    postgres.sql("CREATE TABLE domain." + table + "_log (verb text)");
    postgres.sql(
        "CREATE FUNCTION domain."
            + table
            + "_told() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            + " INSERT INTO domain."
            + table
            + "_log VALUES (split_part(current_query(), ' ', 1));"
            + " RETURN NULL; END $$");
    postgres.sql(
        "CREATE TRIGGER told AFTER INSERT OR UPDATE ON domain."
            + table
            + " FOR EACH STATEMENT EXECUTE FUNCTION domain."
            + table
            + "_told()");
  }

  @Test
  void shouldReadBackWhatWasCopied() {
    // Given
    Random random = new Random(7);
    Changes changes =
        Changes.of(
            "copied",
            "b boolean",
            "i16 int16",
            "i32 int32",
            "d decimal(60,20)",
            "f32 float32",
            "f64 float64",
            "t text",
            "da date",
            "ti time",
            "du duration",
            "ts timestamp",
            "ins instant",
            "u uuid",
            "by bytes");
    List<EntityRow> rows = new ArrayList<>();
    for (int id = 0; id < MANY; id++) {
      Value[] values = values(random);
      rows.add(changes.row(id, values));
      changes.upsert(Origin.READ, 1, 0, id, values);
    }

    // When
    postgres.write(changes);

    // Then
    assertThat(postgres.rows(changes)).containsExactlyInAnyOrderElementsOf(rows);
  }

  private static Value[] values(Random random) {
    Instant moment = Instant.ofEpochSecond(random.nextLong(-60_000_000_000L, 250_000_000_000L));
    moment = moment.plusNanos(random.nextInt(1_000_000) * 1_000L);
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    Value[] values = {
      new Value.Bool(random.nextBoolean()),
      new Value.Int((short) random.nextInt()),
      new Value.Int(random.nextInt()),
      new Value.Decimal(decimal(random)),
      new Value.Float32(Float.intBitsToFloat(random.nextInt(0x7F800000))),
      new Value.Float64(random.nextGaussian()),
      text(
          random
              .ints(random.nextInt(30), 1, 0xD800)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString()),
      new Value.Date(LocalDate.ofEpochDay(random.nextInt(-700_000, 2_900_000))),
      new Value.Time(LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000L) * 1_000)),
      new Value.Duration(random.nextLong(-3_020_399_000_000L, 3_020_399_000_000L)),
      new Value.Timestamp(moment.atOffset(ZoneOffset.UTC).toLocalDateTime()),
      new Value.Moment(moment),
      text(new UUID(random.nextLong(), random.nextLong()).toString()),
      Value.Bytes.of(bytes)
    };
    values[random.nextInt(values.length)] = Value.NULL;
    return values;
  }

  /** Digits of every number, with zeros in all places where a base of 10,000 can be cut. */
  private static BigDecimal decimal(Random random) {
    BigInteger digits = new BigInteger(random.nextInt(125), random);
    BigInteger zeros = BigInteger.TEN.pow(random.nextInt(12));
    BigDecimal number = new BigDecimal(digits.divide(zeros).multiply(zeros), 20);
    return random.nextBoolean() ? number : number.negate();
  }

  @Test
  void shouldCopyNewRowsAndUpsertTheRest() {
    // Given
    Changes changes = Changes.of("ways", "v text");
    postgres.makeByHand(
        "CREATE TABLE domain.ways (id bigint PRIMARY KEY, v varchar(20), _version bigint NOT NULL)");
    logStatementsOn("ways");
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));

      // When
      WriteResult made = writer.write(many(changes, Origin.CREATE, 0).batch());

      // Then
      assertThat(statementsOn("ways")).isEqualTo("COPY");
      assertThat(made.applied()).isEqualTo(MANY);

      writer.write(many(changes, Origin.UPDATE, 0).batch());
      assertThat(statementsOn("ways")).isEqualTo("COPY,INSERT");
    }
  }

  @Test
  void shouldNotOverwriteNewerRowsThatAreThere() {
    // Given
    Changes changes = Changes.of("there", "v text");
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));
      writer.write(changes.upsert(9, 77, text("newer")).batch());

      // When
      WriteResult result = writer.write(many(changes, Origin.READ, 0).batch());

      // Then
      assertThat(result.applied()).isEqualTo(MANY - 1);
      assertThat(result.superseded()).isEqualTo(1);
      assertThat(postgres.sql("SELECT v FROM domain.there WHERE id = 77")).isEqualTo("newer");
      assertThat(postgres.sql("SELECT count(*) FROM domain.there")).isEqualTo(String.valueOf(MANY));
    }
  }

  @Test
  void shouldNotBringADeletedRowBack() {
    // Given
    Changes changes = Changes.of("buried", "v text");
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));
      writer.write(changes.delete(9, 77).batch());

      // When
      writer.write(many(changes, Origin.READ, 0).batch());
    }

    // Then
    assertThat(postgres.sql("SELECT count(*) FROM domain.buried"))
        .isEqualTo(String.valueOf(MANY - 1));
  }

  @Test
  void shouldNameTheRowThatIsRefusedAndWriteNothing() {
    // Given
    Changes changes = Changes.of("checked", "v text");
    postgres.makeByHand(
        "CREATE TABLE domain.checked (id bigint PRIMARY KEY, v text CHECK (v <> 'poison'),"
            + " _version bigint NOT NULL)");
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));
      for (Origin origin : List.of(Origin.READ, Origin.UPDATE)) {
        many(changes.in(LANE, 0), origin, 0);
        changes.upsert(origin, 1, 0, MANY, text("poison"));

        // When
        BatchRefused refusal =
            catchThrowableOfType(
                BatchRefused.class, () -> writer.write(many(changes, origin, 2 * MANY).batch()));

        // Then
        assertThat(refusal.code()).isEqualTo("TD-PG-23514");
        assertThat(refusal.culprit()).as("%s", origin).map(Delivery::offset).contains((long) MANY);
        assertThat(refusal.reason()).doesNotContain("poison");
        assertThat(postgres.sql("SELECT count(*) FROM domain.checked")).isEqualTo("0");
      }
    }
  }

  @Test
  void shouldCopyWhatTandemKnowsOfTheChanges() {
    // Given
    Changes changes =
        Changes.of(
            new PostgresPlan(
                "domain",
                "facts",
                Optional.empty(),
                Map.of("op", Fact.OPERATION, "at", Fact.COMMITTED_AT, "put", Fact.WRITTEN_AT)),
            List.of("id"),
            "v text");

    // When
    postgres.write(many(changes, Origin.READ, 0));

    // Then
    assertThat(
            postgres.sql(
                "SELECT count(*) || min(op) || min(at) FROM domain.facts"
                    + " WHERE put BETWEEN now() - interval '1 minute' AND now()"))
        .isEqualTo(MANY + "read1970-01-01 00:00:00+00");
  }

  private static Changes many(Changes changes, Origin origin, int from) {
    for (int i = 0; i < MANY; i++) {
      changes.upsert(origin, origin == Origin.UPDATE ? 2 : 1, 0, from + i, text("row " + i));
    }
    return changes;
  }
}
