/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.cli.wiring.Meters;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.Running;
import dev.tandem.config.ConfigReader;
import dev.tandem.config.ConfigResult;
import dev.tandem.config.PipelineConfig;
import dev.tandem.wire.testing.TestTopics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another mapping would do is shown before it does anything, from the topics alone. */
class MappingPreviewIT {
  private static final String CHANGED =
      """
        sales:
          entities:
            orders:
              from: shop.Orders
              fields: {note: {from: Note, transform: uppercase}}
              where: "order_id != 12"
              to: {postgres: {}}
      """;

  private static final String REFUSING =
      """
        sales:
          entities:
            orders:
              from: shop.Orders
              fields: {order_id: {from: OrderId, type: int16}}
              to: {postgres: {}}
      """;

  @TempDir Path folder;
  private ShopServers shop;
  private Pipeline pipeline;

  @BeforeEach
  void startServers() throws Exception {
    shop = ShopServers.start(folder);
    Path file = shop.file().in(folder);
    PipelineConfig config =
        ((ConfigResult.Valid) ConfigReader.read(file, shop.environment()::get)).config();
    pipeline = new Pipeline(config, config.kafka().orElseThrow(), folder.resolve("work"));
  }

  @AfterEach
  void stopServers() {
    shop.close();
  }

  @Test
  void shouldShowWhatAnotherMappingWouldChangeAndWriteNothing() throws Exception {
    try (Running running = Running.start(pipeline.processes(new Meters()))) {
      // Given rows 1, 2, 11 and 12, of which one has changed and one is gone
      shop.mySql(
          "INSERT INTO shop.Orders SELECT OrderId + 10, Total, 'More' FROM shop.Orders",
          "INSERT INTO shop.Orders VALUES (100, 1, 'x'), (40000, 1, 'UPPER')",
          "UPDATE shop.Orders SET Note = 'changed' WHERE OrderId = 11",
          "DELETE FROM shop.Orders WHERE OrderId = 100");
      assertThat(ShopPipeline.differences(pipeline)).isEmpty();

      // When, then: the mapping that is in use
      JsonNode same = json(preview(0));
      assertThat(same.path("rows").asLong()).isEqualTo(5);
      assertThat(same.path("changed").asLong(-1)).isZero();
      int records = records();

      // When, then: a column that is transformed, and a row that is left out
      shop.file().withDomains(CHANGED).in(folder);
      CommandRun changed = preview(1);
      assertThat(changed.out())
          .contains(
              "sales.orders under revision 0: 2 of 5 rows would change, in the columns note (2)",
              "0 rows would be new, 1 would go, 0 would be refused",
              "nothing was written");
      assertThat(json(changed).path("columns").path("note").asLong()).isEqualTo(2);

      // When, then: a column that cannot hold a value
      shop.file().withDomains(REFUSING).in(folder);
      JsonNode refused = json(preview(1));
      assertThat(refused.path("refused").path("E_INT_RANGE").asLong()).isEqualTo(1);
      assertThat(refused.path("unknown").asLong()).isEqualTo(1);
      assertThat(refused.path("changed").asLong(-1)).isZero();

      // Then
      assertThat(records()).isEqualTo(records);
      assertThat(ShopPipeline.differences(pipeline)).isEmpty();
      running.check();
    }
  }

  /** Of all topics that hold what was changed or done. */
  private int records() {
    return TestTopics.read(
            pipeline.kafka(),
            new ByteArrayDeserializer(),
            List.of(
                pipeline.names().entity(pipeline.mapping().entities().get(0).name()),
                pipeline.names().schemas(),
                pipeline.names().deadLetters(),
                pipeline.names().audit()))
        .size();
  }

  private CommandRun preview(int status) {
    CommandRun run =
        CommandRun.of(
            folder,
            shop.environment(),
            "replay",
            "-f",
            folder.resolve("tandem.yaml").toString(),
            "--entity",
            "sales.orders",
            "--mapping-revision",
            "--json");
    return run.failedInSentences(status);
  }

  private static JsonNode json(CommandRun run) throws IOException {
    List<String> lines = run.out();
    return new ObjectMapper().readTree(lines.get(lines.size() - 1));
  }
}
