/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.Location;
import dev.tandem.model.target.RowWatch;
import dev.tandem.model.target.TargetUnavailable;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.model.type.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresWatchIT {
  @TempDir static Path folder;
  @AutoClose private static PostgresRig postgres;

  @BeforeAll
  static void startServer() {
    postgres = new PostgresRig(folder);
  }

  @Test
  void shouldSeeEachChangeInOneSession() {
    Changes changes = Changes.of("watched", "v text");
    try (RowWatch watch = postgres.target(changes).watch(changes.entity(), changes.schema);
        TargetWriter writer = postgres.writer(changes)) {
      writer.claim(List.of(Changes.LANE));

      // Given a table that is not there yet
      assertThat(watch.look(places(1, 2))).isEmpty();

      // When
      writer.write(
          changes.upsert(1, 1, new Value.Text("a")).upsert(1, 2, new Value.Text("b")).batch());

      // Then
      assertThat(watch.look(places(1, 1))).containsExactly(changes.row(1, new Value.Text("a")));
      writer.write(changes.upsert(2, 1, new Value.Text("c")).delete(2, 2).batch());
      assertThat(watch.look(places(1, 2))).containsExactly(changes.row(1, new Value.Text("c")));
    }
  }

  @Test
  void shouldLookForMoreRowsThanGoIntoOneStatement() {
    Changes changes = Changes.of("many", "v text");
    List<EntityRow> rows = new ArrayList<>();
    for (int id = 1; id <= 120; id++) {
      changes.upsert(1, id, new Value.Text("v" + id));
      rows.add(changes.row(id, new Value.Text("v" + id)));
    }
    postgres.write(changes);
    try (RowWatch watch = postgres.target(changes).watch(changes.entity(), changes.schema)) {
      assertThat(watch.look(places(1, 130))).containsExactlyInAnyOrderElementsOf(rows);
    }
  }

  @Test
  void shouldGoOnWithANewSessionWhenItsOwnIsCutOff() {
    Changes changes = Changes.of("cut", "v text");
    postgres.write(changes.upsert(1, 1, new Value.Text("a")));
    try (RowWatch watch = postgres.target(changes).watch(changes.entity(), changes.schema)) {
      assertThat(watch.look(places(1, 1))).hasSize(1);

      // When
      postgres.sql(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tandem-verify'");

      // Then
      assertThatThrownBy(() -> watch.look(places(1, 1))).isInstanceOf(TargetUnavailable.class);
      assertThat(watch.look(places(1, 1))).hasSize(1);
    }
  }

  private static List<Location> places(long from, long to) {
    List<Location> places = new ArrayList<>();
    for (long id = from; id <= to; id++) {
      places.add(new Location(Map.of("id", new Value.Int(id))));
    }
    return places;
  }
}
