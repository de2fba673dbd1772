/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import static dev.tandem.postgres.Changes.LANE;
import static dev.tandem.postgres.Changes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.entity.EntityChange.Origin;
import dev.tandem.model.mapping.PostgresPlan;
import dev.tandem.model.mapping.PostgresPlan.Fact;
import dev.tandem.model.mapping.PostgresPlan.Partitioning;
import dev.tandem.model.mapping.PostgresPlan.Period;
import dev.tandem.model.target.TargetUnavailable;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.model.type.Value;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns that tell of the change that a row shows, and are no fields. */
class MetadataIT {
  private static final long COMMITTED = 1_529_476_623_120_001L;

  @TempDir static Path folder;
  @AutoClose private static PostgresRig postgres;

  @BeforeAll
  static void startServer() {
    postgres = new PostgresRig(folder);
  }

  @Test
  void shouldTellOfTheChangeThatARowShows() {
    // Given
    Changes changes = changes("told", Optional.empty());
    Instant before = Instant.now().minusSeconds(1);
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));

      // When
      writer.write(
          changes
              .upsert(Origin.READ, 1, COMMITTED, 1, text("a"))
              .upsert(Origin.CREATE, 1, COMMITTED, 2, text("b"))
              .batch());
      writer.write(changes.upsert(Origin.UPDATE, 3, COMMITTED + 1, 1, text("c")).batch());
      writer.write(changes.upsert(Origin.CREATE, 2, 0, 1, text("late")).batch());
    }

    // Then
    assertThat(facts("told", 1)).isEqualTo("2018-06-20 06:37:03.120002+00 update");
    assertThat(facts("told", 2)).isEqualTo("2018-06-20 06:37:03.120001+00 create");
    assertThat(postgres.sql("SELECT min(loaded_at) >= '" + before + "' FROM domain.told"))
        .isEqualTo("t");
    assertThat(postgres.sql("SELECT max(loaded_at) <= now() FROM domain.told")).isEqualTo("t");
    assertThat(postgres.rows(changes))
        .containsExactlyInAnyOrder(changes.row(1, text("c")), changes.row(2, text("b")));
  }

  @Test
  void shouldAddTheColumnsToATableThatLacksThem() {
    // Given
    Changes plain = Changes.of("later", "v text");
    postgres.write(plain.upsert(1, 1, text("a")).upsert(1, 2, text("b")));
    Changes changes = changes("later", Optional.empty());

    // When
    postgres.write(changes.upsert(Origin.UPDATE, 2, COMMITTED, 1, text("c")).delete(2, 2));

    // Then
    assertThat(facts("later", 1)).isEqualTo("2018-06-20 06:37:03.120001+00 update");
    assertThat(postgres.rows(changes)).containsExactly(changes.row(1, text("c")));
  }

  @Test
  void shouldTellInAPartitionedTableToo() {
    // Given
    Changes changes =
        changes("split", Optional.of(new Partitioning("day", Period.YEAR)), "day date");

    // When
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));
      writer.write(changes.upsert(Origin.CREATE, 1, COMMITTED, 1, day(2018), text("a")).batch());
      assertThat(facts("split", 1)).isEqualTo("2018-06-20 06:37:03.120001+00 create");
      writer.write(
          changes.upsert(Origin.UPDATE, 2, COMMITTED + 1, 1, day(2019), text("b")).batch());
    }

    // Then
    assertThat(facts("split", 1)).isEqualTo("2018-06-20 06:37:03.120002+00 update");
    assertThat(postgres.rows(changes)).containsExactly(changes.row(1, day(2019), text("b")));
  }

  @Test
  void shouldSayThatAColumnIsOfAnotherType() {
    // Given
    postgres.makeByHand(
        "CREATE TABLE domain.other (id bigint PRIMARY KEY, v text, op integer, _version bigint)");
    Changes changes = changes("other", Optional.empty());
    String sentence =
        "domain.other.op has the type integer, and metadata needs text: name another column, or alter this one.";

    // Then
    try (TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(LANE));
      assertThatThrownBy(() -> writer.write(changes.upsert(1, 1, text("a")).batch()))
          .isInstanceOf(TargetUnavailable.class)
          .hasMessageContaining(sentence);
    }
    assertThat(postgres.target(changes).problems(List.of(changes.schema)))
        .containsExactly("TD-PG-TABLE: " + sentence);
  }

  private static Changes changes(
      String table, Optional<Partitioning> partitioning, String... fields) {
    Map<String, Fact> metadata = new LinkedHashMap<>();
    metadata.put("loaded_at", Fact.WRITTEN_AT);
    metadata.put("source_ts", Fact.COMMITTED_AT);
    metadata.put("op", Fact.OPERATION);
    String[] all = java.util.Arrays.copyOf(fields, fields.length + 1);
    all[fields.length] = "v text";
    return Changes.of(
        new PostgresPlan("domain", table, partitioning, metadata), List.of("id"), all);
  }

  private static Value day(int year) {
    return new Value.Date(LocalDate.of(year, 1, 1));
  }

  private static String facts(String table, long id) {
    return postgres.sql(
        "SELECT to_char(source_ts AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || '+00 ' || op FROM domain."
            + table
            + " WHERE id = "
            + id);
  }
}
