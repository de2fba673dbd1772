/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.model.source.TableId;
import dev.tandem.simulated.Db;
import dev.tandem.simulated.store.CaptureMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days that the driver moves are what they were, whatever became of the row since. */
class MovedDaysIT {
  private static final String SKIPPED = "1582-10-10";
  private static final String MEANT = "1582-10-20";

  @TempDir Path folder;

  @Test
  void shouldTellBothImagesAsTheyWere() {
    // Given
    try (SqlServerRig rig = new SqlServerRig(folder)) {
      TableId table = SqlServerRig.table("days", "days");
      Db db = rig.database("days");
      db.table("days").column("id", "int").column("day", "date").pk("id").create();
      db.enableCdc("days");
      db.insert("days", 1, SKIPPED);
      CaptureConfig config = rig.config("days", table);

      // When
      try (KafkaRig.Running running = rig.streaming(config)) {
        db.capture(CaptureMode.PAUSED);
        db.update("days", 1, Map.of("day", MEANT));
        db.update("days", 1, Map.of("day", SKIPPED));
        db.update("days", 1, Map.of("day", "2026-01-01"));
        db.insert("days", 2, SKIPPED);
        db.delete("days", 2);
        db.capture(CaptureMode.AT_ONCE);
        await().atMost(Duration.ofSeconds(30)).until(() -> rig.raw(config, table).size() >= 6);
      }

      // Then
      assertThat(days(rig, config, table, 1))
          .containsExactly(
              "null > " + SKIPPED + "Z",
              SKIPPED + "Z > " + MEANT + "Z",
              MEANT + "Z > " + SKIPPED + "Z",
              SKIPPED + "Z > 2026-01-01Z");
      assertThat(days(rig, config, table, 2))
          .containsExactly("null > " + SKIPPED + "Z", SKIPPED + "Z > null");
      assertThat(rig.server.unhandled()).isEmpty();
    }
  }

  private static List<String> days(SqlServerRig rig, CaptureConfig config, TableId table, int id) {
    return rig.raw(config, table).stream()
        .map(KafkaRig::json)
        .filter(change -> image(change).path("id").asInt() == id)
        .map(change -> day(change, "before") + " > " + day(change, "after"))
        .toList();
  }

  private static JsonNode image(JsonNode change) {
    return change.path("after").isObject() ? change.path("after") : change.path("before");
  }

  private static String day(JsonNode change, String image) {
    return change.path(image).path("day").asText("null");
  }
}
