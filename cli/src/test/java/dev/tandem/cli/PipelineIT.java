/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.cli.wiring.Meters;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.Running;
import dev.tandem.cli.wiring.Verifier;
import dev.tandem.config.ConfigReader;
import dev.tandem.config.ConfigResult;
import dev.tandem.config.PipelineConfig;
import dev.tandem.verify.EntityReport;
import dev.tandem.verify.Limits;
import dev.tandem.wire.DeadLetterTopic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineIT {
  private static final int WRITERS = 3;

  @TempDir Path folder;

  @Test
  void shouldBringBothTargetsInStepAndAgainByAFreshSnapshot() throws Exception {
    try (ShopServers shop = ShopServers.start(folder)) {
      Pipeline pipeline = pipeline(shop);
      assertThat(pipeline.sourceProblems()).isEmpty();
      assertThat(pipeline.kafkaProblems()).isEmpty();
      assertThat(pipeline.postgresProblems()).isEmpty();
      assertThat(pipeline.dynamoProblems()).isEmpty();
      try (Running running = Running.start(pipeline.processes(new Meters()))) {
        shop.mySql(
            "UPDATE shop.Orders SET OrderId = 3 WHERE OrderId = 2",
            "UPDATE shop.Log SET Day = '2024-02-01' WHERE Id = 1",
            "DELETE FROM shop.Orders WHERE OrderId = 1");
        assertInStep(pipeline, running);
        await()
            .untilAsserted(
                () -> assertThat(lanesOfWriters(pipeline)).hasSize(WRITERS).doesNotContain(0));
      }

      // When rows move and go while nobody captures, and capture must read all of them anew
      shop.mySql(
          "UPDATE shop.Log SET Day = '2024-03-01' WHERE Id = 1",
          "INSERT INTO shop.Orders VALUES (4, 1, NULL)",
          "DELETE FROM shop.Orders WHERE OrderId = 3");
      shop.takeOffsetAway(pipeline.names());

      // Then
      try (Running running = Running.start(pipeline.processes(new Meters()))) {
        assertInStep(pipeline, running);
      }
    }
  }

  private Pipeline pipeline(ShopServers shop) {
    Path file =
        shop.file().with("PARTITIONS", "4").with("WRITERS", Integer.toString(WRITERS)).in(folder);
    PipelineConfig config =
        ((ConfigResult.Valid) ConfigReader.read(file, shop.environment()::get)).config();
    return new Pipeline(config, config.kafka().orElseThrow(), folder.resolve("work"));
  }

  /** How many lanes each writer to PostgreSQL has. */
  private static List<Integer> lanesOfWriters(Pipeline pipeline) throws Exception {
    String group = pipeline.names().sinkGroup("postgres");
    try (Admin admin = Admin.create(pipeline.kafka().with(Map.of()))) {
      return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
          .flatMap(described -> described.members().stream())
          .map(member -> member.assignment().topicPartitions().size())
          .toList();
    }
  }

  private static void assertInStep(Pipeline pipeline, Running running) throws InterruptedException {
    List<EntityReport> reports = new ArrayList<>();
    new Verifier(pipeline, Limits.DEFAULT).verify(reports::add);
    running.check();
    assertThat(reports).hasSize(2).allMatch(EntityReport::agrees);
    assertThat(DeadLetterTopic.read(pipeline.kafka(), pipeline.names())).isEmpty();
  }
}
