/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.demo.DemoSource;
import dev.tandem.cli.wiring.Meters;
import dev.tandem.cli.wiring.Running;
import dev.tandem.lending.LendingWorkload;
import dev.tandem.local.LocalServer;
import dev.tandem.local.LocalServers;
import dev.tandem.simulated.SqlServerDouble;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each server is away for a while under load; everything goes on by itself. */
class OutageIT {
  private static final Duration OUTAGE = Duration.ofSeconds(20);
  private static final long KILL_INTERVAL_MS = 20;

  @TempDir Path folder;

  @Test
  void shouldGoOnByItselfAfterEachServersOutage() throws InterruptedException {
    try (CrashRig rig = CrashRig.start(DemoSource.MYSQL, folder, 2_000, 1)) {
      LocalServers servers = rig.servers().each();
      assertGoesOn(
          rig,
          List.of(servers.postgres(), servers.dynamo(), servers.mySql(), servers.kafka()).stream()
              .<Outage>map(server -> () -> stop(server))
              .toList());
    }
  }

  @Test
  void shouldGoOnByItselfAfterOutagesOfASqlServerAndOfKafka() throws InterruptedException {
    try (CrashRig rig = CrashRig.start(DemoSource.SQLSERVER, folder, 2_000, 1)) {
      SqlServerDouble server = rig.servers().sqlServerDouble();
      assertGoesOn(
          rig,
          List.of(
              () -> keepOff(server),
              () -> stopAgent(server),
              () -> stop(rig.servers().each().kafka())));
      assertThat(server.unhandled()).isEmpty();
    }
  }

  private static void assertGoesOn(CrashRig rig, List<Outage> outages) throws InterruptedException {
    try (Running running = Running.start(rig.pipeline().processes(new Meters()))) {
      rig.assertInStep();
      try (LendingWorkload work = rig.change(1, 50)) {
        for (Outage outage : outages) {
          outage.pass();
          running.check();
        }
        assertThat(work.stop().rows()).isPositive();
      }
      rig.assertInStep();
      running.check();
    }
  }

  private static void stop(LocalServer server) throws InterruptedException {
    server.stop();
    Thread.sleep(OUTAGE.toMillis()); // the outage itself
    server.start();
  }

  /** No connection lives long enough for anything. */
  private static void keepOff(SqlServerDouble server) throws InterruptedException {
    long end = System.nanoTime() + OUTAGE.toNanos();
    while (System.nanoTime() < end) {
      server.killConnections();
      Thread.sleep(KILL_INTERVAL_MS);
    }
  }

  private static void stopAgent(SqlServerDouble server) throws InterruptedException {
    server.agentRunning(false);
    Thread.sleep(OUTAGE.toMillis()); // the outage itself
    server.agentRunning(true);
  }

  private interface Outage {
    void pass() throws InterruptedException;
  }
}
