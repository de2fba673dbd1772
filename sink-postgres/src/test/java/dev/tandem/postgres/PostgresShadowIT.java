/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import static dev.tandem.postgres.Changes.LANE;
import static dev.tandem.postgres.Changes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.target.ShadowReport;
import dev.tandem.model.target.TargetWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresShadowIT {
  private static final String TOPIC = LANE.topic();

  @TempDir static Path folder;
  @AutoClose private static PostgresRig postgres;

  @BeforeAll
  static void startServer() {
    postgres = new PostgresRig(folder);
  }

  @Test
  void shouldTellHowItDiffersOnceBothHaveComeEquallyFar() {
    // Given
    Changes live = Changes.of("compared", "v text", "n text");
    try (TargetWriter sink = postgres.writer(live, "compared")) {
      sink.claim(List.of(LANE));
      sink.write(history(live).batch());
      PostgresShadow shadow = shadow(live);
      assertThat(shadow.begin(false)).isTrue();
      List<Map<Integer, Long>> caughtUp = new ArrayList<>();

      // When
      ShadowReport equal =
          shadow.compare(
              "compared",
              TOPIC,
              positions -> {
                caughtUp.add(positions);
                fill(shadow, history(Changes.of("compared", "v text", "n text")));
              });

      // Then
      assertThat(caughtUp).containsExactly(Map.of(0, 4L));
      assertThat(equal).isEqualTo(new ShadowReport(2, 2, 0, 0, 0, Map.of()));

      // When
      postgres.sql("UPDATE domain.compared SET v = 'tampered' WHERE id = 1");
      postgres.sql("UPDATE domain.compared SET id = 7 WHERE id = 2");
      ShadowReport different = shadow.compare("compared", TOPIC, positions -> {});

      // Then
      assertThat(different).isEqualTo(new ShadowReport(2, 2, 1, 1, 1, Map.of("v", 1L)));
      assertThat(shadow.begin(false)).isFalse();
    }
  }

  @Test
  void shouldTakeThePlaceOfTheTableUnderTheSinkThatGoesOn() {
    // Given
    Changes live = Changes.of("swapped", "v text", "n text");
    postgres.sql("CREATE ROLE reader");
    try (TargetWriter sink = postgres.writer(live, "swapped")) {
      sink.claim(List.of(LANE));
      sink.write(history(live).batch());
      postgres.sql("GRANT SELECT ON domain.swapped TO reader");
      postgres.sql("CREATE INDEX ON domain.swapped (v)");
      postgres.sql("DELETE FROM domain.swapped WHERE id = 2");
      PostgresShadow shadow = shadow(live);
      shadow.begin(false);

      // When
      String kept =
          shadow.swap(
              "swapped",
              TOPIC,
              positions -> fill(shadow, history(Changes.of("swapped", "v text", "n text"))));

      // Then the row is there, and what was deleted stays so
      assertThat(kept).isEqualTo("domain.swapped__before");
      sink.write(
          live.upsert(20, 1, text("newer"), text("[]"))
              .upsert(3, 3, text("late"), text("{}"))
              .batch());
      assertThat(postgres.sql("SELECT string_agg(id || v, ' ' ORDER BY id) FROM domain.swapped"))
          .isEqualTo("1newer 2two");
      assertThat(postgres.sql("SELECT count(*) FROM domain.swapped__before")).isEqualTo("1");
      assertThat(postgres.sql("SELECT has_table_privilege('reader', 'domain.swapped', 'SELECT')"))
          .isEqualTo("t");
      assertThat(
              postgres.sql(
                  "SELECT count(*) FROM pg_indexes WHERE schemaname = 'domain' AND tablename = 'swapped'"))
          .isEqualTo("2");
      assertThat(postgres.sql("SELECT obj_description('domain.swapped'::regclass, 'pg_class')"))
          .isEqualTo(Ddl.MADE);
      assertThat(
              postgres.sql(
                  "SELECT count(*) FROM tandem.sink_position WHERE sink = 'shadow-swapped'"))
          .isEqualTo("0");
    }
  }

  @Test
  void shouldNotTakeThePlaceOfATableOnWhichSomethingHangs() {
    // Given
    Changes live = Changes.of("hung", "v text", "n text");
    try (TargetWriter sink = postgres.writer(live, "hung")) {
      sink.claim(List.of(LANE));
      sink.write(history(live).batch());
    }
    postgres.sql("CREATE VIEW domain.on_it AS SELECT v FROM domain.hung");
    postgres.sql("CREATE TABLE domain.child (id bigint REFERENCES domain.hung)");
    PostgresShadow shadow = shadow(live);
    shadow.begin(false);

    // When, then
    assertThatExceptionOfType(TandemException.class)
        .isThrownBy(() -> shadow.swap("hung", TOPIC, positions -> {}))
        .withMessageContaining("the view domain.on_it")
        .withMessageContaining("of domain.child")
        .satisfies(e -> assertThat(e.code()).isEqualTo(PostgresCode.SHADOW));
    assertThat(postgres.sql("SELECT count(*) FROM domain.hung")).isEqualTo("2");
  }

  @Test
  void shouldNotBeMadeWithoutATableOrASink() {
    Changes none = Changes.of("nowhere", "v text");
    assertThatExceptionOfType(TandemException.class)
        .isThrownBy(() -> shadow(none).begin(false))
        .satisfies(e -> assertThat(e.code()).isEqualTo(PostgresCode.SHADOW));
    assertThatExceptionOfType(TandemException.class)
        .isThrownBy(() -> shadow(none).positions("nobody", TOPIC))
        .satisfies(e -> assertThat(e.code()).isEqualTo(PostgresCode.SHADOW));
    Changes long63 = Changes.of("n".repeat(60), "v text");
    assertThatExceptionOfType(TandemException.class).isThrownBy(() -> shadow(long63));
  }

  private static Changes history(Changes changes) {
    return changes
        .upsert(1, 1, text("one"), text("{\"a\": 1}"))
        .upsert(2, 2, text("two"), text("[]"))
        .upsert(3, 3, text("three"), text("[]"))
        .delete(5, 3);
  }

  private static PostgresShadow shadow(Changes changes) {
    return postgres
        .target(changes)
        .shadow(changes.entity(), "shadow-" + changes.schema.name().entity(), Duration.ofDays(1));
  }

  private static void fill(PostgresShadow shadow, Changes changes) {
    try (TargetWriter writer = shadow.writer()) {
      writer.claim(List.of(LANE));
      writer.write(changes.batch());
    }
  }
}
