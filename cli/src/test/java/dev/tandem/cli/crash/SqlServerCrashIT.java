/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.demo.DemoSource;
import dev.tandem.lending.LendingWorkload;
import dev.tandem.simulated.SqlServerDouble;
import dev.tandem.simulated.store.AfterImage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * As {@link CrashIT}, with a SQL Server as the source, or its stand-in, that leaves large values
 * out of its change tables, loses connections, cleans up and falls behind meanwhile.
 */
class SqlServerCrashIT {
  private static final int KILLS = Integer.getInteger("tandem.crash.kills", 20);
  private static final int CHANGES_PER_SECOND = 60;

  private final long seed = Long.getLong("tandem.seed", System.nanoTime());
  private final Watch watch = new Watch();

  @TempDir Path folder;

  @Test
  void shouldLoseNothingAndRepeatNothingHoweverItIsKilled() throws InterruptedException {
    System.out.println("-Dtandem.seed=" + seed + " repeats this run's choices");
    try (CrashRig rig = CrashRig.start(DemoSource.SQLSERVER, folder, 2_000, seed);
        SqlServerTroubles troubles = new SqlServerTroubles(rig)) {
      SqlServerDouble server = rig.servers().sqlServerDouble();
      server.longColumnAfterImage(AfterImage.NULL);
      Crashes crashes = new Crashes(rig, seed);
      crashes.begin();
      try (LendingWorkload work = rig.change(seed, CHANGES_PER_SECOND)) {
        snapshot(rig, crashes, troubles);
        stream(rig, crashes, troubles);
        System.out.println("ended: " + crashes.ends() + "; changed: " + work.stop());
      }
      rig.assertInStep();
      assertThat(RawTopics.disorder(rig.pipeline())).isEmpty();
      assertThat(troubles.cleanUps()).as("clean-ups").isPositive();
      assertThat(server.unhandled()).isEmpty();
    }
    assertThat(watch.violations()).as("seed %s", seed).isEmpty();
    assertThat(watch.samples()).isPositive();
  }

  /** Until no change is left that a snapshot had seen before the log told of it. */
  private void snapshot(CrashRig rig, Crashes crashes, SqlServerTroubles troubles)
      throws InterruptedException {
    try (Sampler sampler = Sampler.start(rig.servers().each(), watch)) {
      crashes.kill(KILLS / 4, troubles::next);
      troubles.end();
      rig.awaitApplied();
      assertThat(sampler.failure()).isNull();
    }
  }

  private void stream(CrashRig rig, Crashes crashes, SqlServerTroubles troubles) {
    watch.countRevisions();
    try (Sampler sampler = Sampler.start(rig.servers().each(), watch)) {
      crashes.kill(KILLS - KILLS / 4, troubles::next);
      troubles.end();
      crashes.freezeSink("sink-postgres");
      crashes.freezeSink("sink-dynamo");
      crashes.freezeCapture();
      assertThat(sampler.failure()).isNull();
    }
  }
}
