/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.local.MySqlRelease;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.mysql.MySqlReader;
import dev.tandem.wire.Headers;
import dev.tandem.wire.SchemaId;
import dev.tandem.wire.SchemaStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(30);

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

  private static JsonNode json(ConsumerRecord<String, String> record) {
    try {
      return JSON.readTree(record.value());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldPublishSnapshotAndChangesWithTheirSchema() {
    // Given
    TableId orders = TableId.of("shop", "orders");
    rig.execute(
        "CREATE DATABASE shop",
        "CREATE TABLE shop.orders (id BIGINT UNSIGNED PRIMARY KEY, total DECIMAL(12,2),"
            + " note VARCHAR(20) DEFAULT 'none', kind ENUM('a','b,c'), ratio FLOAT,"
            + " open_for TIME(6), at TIMESTAMP(6) NULL)",
        "INSERT INTO shop.orders VALUES (18446744073709551615, 1.50, NULL, 'b,c', 16777217,"
            + " '-01:00:00.5', '2018-06-20 06:37:03.12')");
    CaptureConfig config = rig.config("shop", orders);

    // When
    CaptureRig.Running running = rig.start(config);
    await().atMost(SOON).until(() -> running.meter.isStreaming() || running.failure.get() != null);
    rig.execute("UPDATE shop.orders SET note = NULL, ratio = 0.1", "DELETE FROM shop.orders");
    await().atMost(SOON).until(() -> rig.raw(config, orders).size() >= 3);
    running.close();

    // Then
    List<ConsumerRecord<String, String>> raw = rig.raw(config, orders);
    assertThat(raw).extracting(record -> json(record).path("op").asText()).containsExactly("r", "u", "d");
    JsonNode read = json(raw.get(0)).path("after");
    assertThat(read.path("id").asLong()).isEqualTo(-1);
    assertThat(read.path("note").isNull()).isTrue();
    assertThat(read.path("ratio").floatValue()).isEqualTo(16777216f);
    assertThat(read.path("open_for").asText()).isEqualTo("-01:00:00.500000");
    try (SchemaStore schemas = new SchemaStore(rig.connection, config.topics());
        MySqlReader source = new MySqlReader(config.source())) {
      SourceTable captured =
          schemas.table(SchemaId.ofHeader(raw.get(0).headers().lastHeader(Headers.SCHEMA).value()));
      assertThat(captured).isEqualTo(source.table(orders));
    }
  }
}
