/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.wiring.Meters;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.Running;
import dev.tandem.cli.wiring.Verifier;
import dev.tandem.config.ConfigReader;
import dev.tandem.config.ConfigResult;
import dev.tandem.config.PipelineConfig;
import dev.tandem.verify.EntityReport;
import dev.tandem.verify.Limits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/runbook.md has an operator do, done. */
class RunbookIT {
  private static final String ORDERS =
      """
        sales:
          entities:
            orders: {from: shop.Orders, to: {postgres: {}}}
      """;
  private static final String LOG =
      """
            log: {from: shop.Log, to: {postgres: {}}}
      """;
  private static final String ITEMS =
      """
            item: {from: shop.Orders, to: {dynamo: {table: Items, key: {pk: "{order_id}"}}}}
      """;

  @TempDir Path folder;

  @Test
  void shouldBringAnAddedTableWithAFreshSnapshot() throws Exception {
    try (ShopServers shop = ShopServers.start(folder)) {
      // Given
      Pipeline before = pipeline(shop, ORDERS);
      try (Running running = Running.start(before.processes(new Meters()))) {
        assertAgrees(before, running, 1);
      }

      // When a table is added, and an entity of one that is captured already
      Pipeline more = pipeline(shop, ORDERS + LOG + ITEMS);
      shop.takeOffsetAway(more.names());

      // Then
      try (Running running = Running.start(more.processes(new Meters()))) {
        assertAgrees(more, running, 3);
      }
    }
  }

  private Pipeline pipeline(ShopServers shop, String domains) {
    Path file = shop.file().withDomains(domains).in(folder);
    PipelineConfig config =
        ((ConfigResult.Valid) ConfigReader.read(file, shop.environment()::get)).config();
    return new Pipeline(config, config.kafka().orElseThrow(), folder.resolve("work"));
  }

  private static void assertAgrees(Pipeline pipeline, Running running, int entities)
      throws InterruptedException {
    List<EntityReport> reports = new ArrayList<>();
    new Verifier(pipeline, Limits.DEFAULT).verify(reports::add);
    running.check();
    assertThat(reports).hasSize(entities).allMatch(EntityReport::agrees);
  }
}
