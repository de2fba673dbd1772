/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.local.MySqlRelease;
import dev.tandem.model.source.TableId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Defaults that the connector cannot read, each of which stopped it. */
class ColumnDefaultsIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void shouldReadRowsWhateverTheDefaultsOfTheirColumns(@TempDir Path folder) throws Exception {
    try (CaptureRig rig = new CaptureRig(folder, MySqlRelease.chosen())) {
      // Given
      TableId table = TableId.of("defaults", "t");
      rig.execute(
          "CREATE DATABASE defaults",
          "CREATE TABLE defaults.t (id INT PRIMARY KEY,"
              + " before_day TIME(3) DEFAULT '-12:30:00.5',"
              + " after_day TIME NOT NULL DEFAULT '300:00:00')",
          "INSERT INTO defaults.t (id) VALUES (1)");
      CaptureConfig config = rig.config("defaults", table);
      CaptureRig.Running running = rig.streaming(config);

      // When: statements that the log holds as they were written
      rig.execute(
          "ALTER TABLE defaults.t"
              + " ADD COLUMN time_number TIME NOT NULL DEFAULT 100000,"
              + " ADD COLUMN time_of_days TIME DEFAULT '1 10:00:00',"
              + " ADD COLUMN bits BIT(8) DEFAULT 5,"
              + " ADD COLUMN moment TIMESTAMP NOT NULL DEFAULT 20181028023000,"
              + " ADD COLUMN digits INT DEFAULT 0xAB",
          "INSERT INTO defaults.t (id, before_day) VALUES (2, NULL)");
      await()
          .atMost(SOON)
          .until(() -> running.failure.get() != null || rig.raw(config, table).size() == 2);
      running.close();

      // Then
      assertThat(running.failure.get()).isNull();
      assertThat(rows(rig, config, table))
          .containsExactlyInAnyOrder(
              "{\"id\":1,\"before_day\":\"-12:30:00.500000\",\"after_day\":\"+300:00:00.000000\"}",
              "{\"id\":2,\"before_day\":null,\"after_day\":\"+300:00:00.000000\","
                  + "\"time_number\":\"+10:00:00.000000\",\"time_of_days\":\"+34:00:00.000000\","
                  + "\"bits\":\"BQ==\",\"moment\":\"2018-10-28T02:30:00.000000Z\",\"digits\":171}");
    }
  }

  private static List<String> rows(CaptureRig rig, CaptureConfig config, TableId table)
      throws IOException {
    List<String> rows = new ArrayList<>();
    for (ConsumerRecord<String, String> record : rig.raw(config, table)) {
      rows.add(JSON.readTree(record.value()).path("after").toString());
    }
    return rows;
  }
}
