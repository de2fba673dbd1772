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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns over whose definition the connector, or the driver that it reads with, stumbles. */
class ColumnDefinitionsIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static CaptureRig rig;

  @BeforeAll
  static void startServers() {
    rig = new CaptureRig(folder, MySqlRelease.chosen());
  }

  @AfterAll
  static void stopServers() {
    rig.close();
  }

  @Test
  void shouldReadRowsWhateverTheDefaultsOfTheirColumns() throws Exception {
    // Given
    TableId table = TableId.of("defaults", "t");
    rig.execute(
        "CREATE DATABASE defaults",
        "CREATE TABLE defaults.t (id INT PRIMARY KEY,"
            + " before_day TIME(3) DEFAULT '-12:30:00.5',"
            + " after_day TIME NOT NULL DEFAULT '300:00:00')",
        "INSERT INTO defaults.t (id) VALUES (1)");
    CaptureConfig config = rig.config("defaults", table);
    KafkaRig.Running running = rig.streaming(config);

    // When: statements that the log holds as they were written
    rig.execute(
        "ALTER TABLE defaults.t"
            + " ADD COLUMN time_number TIME NOT NULL DEFAULT 100000,"
            + " ADD COLUMN time_of_days TIME DEFAULT '1 10:00:00',"
            + " ADD COLUMN bits BIT(8) DEFAULT 5,"
            + " ADD COLUMN moment TIMESTAMP NOT NULL DEFAULT 20181028023000,"
            + " ADD COLUMN digits INT DEFAULT 0xAB",
        "INSERT INTO defaults.t (id, before_day) VALUES (2, NULL)");
    awaitRows(config, table, running, 2);

    // Then
    assertThat(rows(config, table))
        .containsExactlyInAnyOrder(
            "{\"id\":1,\"before_day\":\"-12:30:00.500000\",\"after_day\":\"+300:00:00.000000\"}",
            "{\"id\":2,\"before_day\":null,\"after_day\":\"+300:00:00.000000\","
                + "\"time_number\":\"+10:00:00.000000\",\"time_of_days\":\"+34:00:00.000000\","
                + "\"bits\":\"BQ==\",\"moment\":\"2018-10-28T02:30:00.000000Z\",\"digits\":171}");
  }

  /** The blank before a name is lost in an alias. */
  @Test
  void shouldReadNumbersThatLeaveNoRoomForTheZerosOfZerofill() throws Exception {
    // Given
    TableId table = TableId.of("zeros", "t");
    String most = "9".repeat(35) + "." + "9".repeat(30);
    rig.execute(
        "CREATE DATABASE zeros",
        "CREATE TABLE zeros.t (id INT(2) ZEROFILL PRIMARY KEY, price DECIMAL(6,2) ZEROFILL,"
            + " ` wide` DECIMAL(65,30) ZEROFILL, big BIGINT(5) ZEROFILL, small TINYINT(1) ZEROFILL,"
            + " ratio DOUBLE(10,3) ZEROFILL, half FLOAT(7,4) ZEROFILL)",
        "INSERT INTO zeros.t VALUES (123, 9999.99, " + most + ", ~0, 255, 9999999.125, 999.5)");
    CaptureConfig config = rig.config("zeros", table);
    KafkaRig.Running running = rig.streaming(config);

    // When
    rig.execute(
        "INSERT INTO zeros.t SELECT id + 1, price, ` wide`, big, small, ratio, half FROM zeros.t");
    awaitRows(config, table, running, 2);

    // Then
    String others =
        ",\"price\":\"9999.99\",\" wide\":\""
            + most
            + "\",\"big\":-1,\"small\":255,\"ratio\":9999999.125,\"half\":999.5}";
    assertThat(rows(config, table))
        .containsExactlyInAnyOrder("{\"id\":123" + others, "{\"id\":124" + others);
  }

  private static void awaitRows(
      CaptureConfig config, TableId table, KafkaRig.Running running, int rows) {
    await()
        .atMost(SOON)
        .until(() -> running.failure.get() != null || rig.raw(config, table).size() == rows);
    running.close();
    assertThat(running.failure.get()).isNull();
  }

  private static List<String> rows(CaptureConfig config, TableId table) throws IOException {
    List<String> rows = new ArrayList<>();
    for (ConsumerRecord<String, String> record : rig.raw(config, table)) {
      rows.add(JSON.readTree(record.value()).path("after").toString());
    }
    return rows;
  }
}
