/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import static dev.tandem.postgres.Changes.LANE;
import static dev.tandem.postgres.Changes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.model.entity.EntityChange.Origin;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.mapping.PostgresPlan;
import dev.tandem.model.mapping.PostgresPlan.Fact;
import dev.tandem.model.target.Batch;
import dev.tandem.model.target.BatchRefused;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.model.target.WriteResult;
import dev.tandem.model.type.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedRowsIT {
  private static final int MANY = 1_500;

  /** Where a writer stages what it writes, as long as its session lasts. */
  private static final String STAGED =
      "SELECT count(*) FROM pg_class WHERE relname LIKE 'tandem\\_%' AND relpersistence = 't'"
          + " AND relkind = 'r'";

  @TempDir static Path folder;
  @AutoClose private static PostgresRig postgres;

  @BeforeAll
  static void startServer() {
    postgres = new PostgresRig(folder);
  }

  @Test
  void shouldWriteNewerVersionsAndNoOlderOnes() {
    // Given
    Changes changes = Changes.of("versions", "v text");
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));
      writer.write(many(changes, 2, "first").upsert(9, MANY, text("newest")).batch());

      // When
      many(changes, 3, "second").upsert(3, MANY, text("older"));
      WriteResult result = writer.write(changes.batch());

      // Then
      assertThat(postgres.sql(STAGED)).isEqualTo("1");
      assertThat(result.applied()).isEqualTo(MANY);
      assertThat(result.superseded()).isEqualTo(1);
      assertThat(
              postgres.sql(
                  "SELECT string_agg(v || n, ' ' ORDER BY v) FROM (SELECT v, count(*) AS n FROM"
                      + " domain.versions GROUP BY v) counted"))
          .isEqualTo("newest1 second" + MANY);
    }
  }

  @Test
  void shouldNotBringADeletedRowBack() {
    // Given
    Changes changes = Changes.of("gone", "v text");
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));
      writer.write(changes.delete(9, 77).batch());

      // When
      WriteResult result = writer.write(many(changes, 2, "v").batch());

      // Then
      assertThat(result.applied()).isEqualTo(MANY - 1);
      assertThat(postgres.sql("SELECT count(*) FROM domain.gone WHERE id = 77")).isEqualTo("0");
    }
  }

  @Test
  void shouldWriteWithoutWhereTemporaryTablesAreRevoked() {
    // Given
    Changes changes = Changes.of("plain", "v text");
    postgres.target(changes);
    postgres.write(changes.upsert(1, 0, text("made")));
    postgres.sql("CREATE ROLE plain LOGIN PASSWORD 'secret'");
    postgres.sql("GRANT USAGE ON SCHEMA tandem, domain TO plain");
    postgres.sql(
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA tandem, domain TO plain");
    String database = postgres.sql("SELECT current_database()");
    postgres.sql("REVOKE TEMPORARY ON DATABASE " + database + " FROM PUBLIC");
    PostgresTarget target =
        new PostgresTarget(
            new PostgresConnection(postgres.server.jdbcUrl(), "plain", "secret"),
            changes.plan,
            false);
    try (TargetWriter writer = target.writer("plain", "this test", Duration.ofDays(1))) {
      writer.claim(List.of(LANE));

      // When
      WriteResult result = writer.write(many(changes.in(LANE, 0), 2, "v").batch());

      // Then
      assertThat(result.applied()).isEqualTo(MANY);
    } finally {
      postgres.sql("GRANT TEMPORARY ON DATABASE " + database + " TO PUBLIC");
    }
  }

  @Test
  void shouldNameTheRowThatIsRefusedAndStageTheNextBatchAnew() {
    // Given
    Changes changes = Changes.of("refusing", "v text");
    postgres.makeByHand(
        "CREATE TABLE domain.refusing (id bigint PRIMARY KEY, v text CHECK (v <> 'poison'),"
            + " _version bigint NOT NULL)");
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));
      many(changes, 2, "v").upsert(2, MANY, text("poison"));

      // When
      BatchRefused refusal =
          catchThrowableOfType(BatchRefused.class, () -> writer.write(changes.batch()));

      // Then
      assertThat(refusal.code()).isEqualTo("TD-PG-23514");
      assertThat(refusal.culprit()).map(Delivery::offset).contains((long) MANY);
      assertThat(postgres.sql("SELECT count(*) FROM domain.refusing")).isEqualTo("0");

      writer.write(many(changes.in(LANE, 0), 2, "v").batch());
      assertThat(postgres.sql("SELECT count(*) FROM domain.refusing"))
          .isEqualTo(String.valueOf(MANY));
    }
  }

  @Test
  void shouldKeepTablesOfOneShapeApartInOneBatch() {
    // Given
    Changes left = Changes.of("left_side", "v text");
    Changes right = Changes.of("right_side", "v text").in(LANE, MANY);
    MappingPlan both = new MappingPlan(0, List.of(left.entity(), right.entity()));
    List<Delivery> deliveries = new ArrayList<>(many(left, 2, "left").batch().deliveries());
    deliveries.addAll(many(right, 2, "right").batch().deliveries());
    try (TargetWriter writer = postgres.writer(both)) {
      writer.claim(List.of(LANE));

      // When
      WriteResult result =
          writer.write(
              new Batch(deliveries, new TreeMap<>(Map.of(LANE, new Batch.Span(0, 2 * MANY)))));

      // Then
      assertThat(result.applied()).isEqualTo(2 * MANY);
      assertThat(postgres.sql("SELECT DISTINCT v FROM domain.left_side")).isEqualTo("left");
      assertThat(postgres.sql("SELECT DISTINCT v FROM domain.right_side")).isEqualTo("right");
    }
  }

  @Test
  void shouldStageTextWhereTheColumnHasAnotherType() {
    // Given
    Changes changes =
        Changes.of(
            new PostgresPlan(
                "domain",
                "other",
                Optional.empty(),
                Map.of("op", Fact.OPERATION, "put", Fact.WRITTEN_AT)),
            List.of("id"),
            "day date");
    postgres.makeByHand(
        "CREATE TABLE domain.other (id bigint PRIMARY KEY, day text, op text, put timestamptz,"
            + " _version bigint NOT NULL)");
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));

      // When
      for (int id = 0; id < MANY; id++) {
        changes.upsert(Origin.UPDATE, 2, 0, id, new Value.Date(LocalDate.of(2024, 2, 29)));
      }
      writer.write(changes.batch());

      // Then
      assertThat(
              postgres.sql(
                  "SELECT count(*) || min(op) || max(day) FROM domain.other"
                      + " WHERE put > now() - interval '1 minute'"))
          .isEqualTo(MANY + "update2024-02-29");
    }
  }

  private static Changes many(Changes changes, int version, String text) {
    for (int id = 0; id < MANY; id++) {
      changes.upsert(version, id, text(text));
    }
    return changes;
  }
}
