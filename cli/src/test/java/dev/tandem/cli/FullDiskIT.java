/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target without room waits, says why, and goes on once there is room. */
class FullDiskIT {
  private static final int MEGABYTES = 160;
  private static final long NEARLY_NOTHING = 256 << 10;

  private static final String COUNT = "SELECT count(*) FROM sales.orders";
  private static final String COUNT_CHANGED =
      "SELECT count(*) FROM sales.orders WHERE total <> order_id";

  @TempDir Path folder;

  @Test
  void shouldWaitForRoomAndLoseNothing() throws SQLException, IOException {
    Optional<SmallDisk> mounted = SmallDisk.on(folder.resolve("servers/postgres"), MEGABYTES);
    assumeTrue(
        mounted.isPresent(), "skipped: only root may mount a small disk, and not everywhere");
    try (SmallDisk disk = mounted.get();
        ShopServers shop = ShopServers.start(folder.resolve("servers"));
        CommandRun run =
            CommandRun.start(
                folder, shop.environment(), "run", "-f", shop.file().in(folder).toString())) {
      awaiting(run).until(() -> shop.postgres(COUNT), List.of("2")::equals);

      // When
      disk.fill(NEARLY_NOTHING);
      shop.mySql(
          "INSERT INTO shop.Orders (OrderId, Total) WITH RECURSIVE n (i) AS"
              + " (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT i, i FROM n",
          "INSERT INTO shop.Orders (OrderId, Total) SELECT OrderId + n.i * 1000, Total FROM shop.Orders"
              + " JOIN (SELECT 1 AS i UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5"
              + " UNION SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9) n",
          "UPDATE shop.Orders SET Total = Total + 1");

      // Then
      awaiting(run).until(() -> !run.problems().isEmpty());
      assertThat(run.problems().get(0))
          .contains("sink-postgres waits since ")
          .contains("TD-PG-EXHAUSTED", "PostgreSQL at 127.0.0.1:", "No space left on device")
          .contains("Give it more; the sink waits and goes on by itself.");

      // When
      disk.free();

      // Then
      awaiting(run).until(() -> shop.postgres(COUNT_CHANGED), List.of("10000")::equals);
      assertThat(shop.postgres(COUNT)).containsExactly("10000");
      assertThat(run.told()).anyMatch(line -> line.contains("sink-postgres goes on after"));
      run.terminate();
      assertThat(run.endsWithin(Duration.ofSeconds(10))).isTrue();
      run.failedInSentences(143);
    }
  }

  private static ConditionFactory awaiting(CommandRun run) {
    return Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .failFast(() -> assertThat(run.lives()).as("%s", run.told()).isTrue())
        .ignoreExceptions();
  }
}
