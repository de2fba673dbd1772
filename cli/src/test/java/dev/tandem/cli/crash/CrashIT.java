/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.demo.DemoSource;
import dev.tandem.lending.LendingWorkload;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills and freezes the pipeline's processes while the source changes: afterwards nothing is
 * missing, nothing is there twice, and nothing was ever seen to move back (invariants 1 to 5, 7).
 */
class CrashIT {
  private static final int KILLS = Integer.getInteger("tandem.crash.kills", 60);
  private static final int JOIN_KILLS = Integer.getInteger("tandem.crash.join-kills", 40);
  private static final int CHANGES_PER_SECOND = 60;

  private final long seed = Long.getLong("tandem.seed", System.nanoTime());
  private final Watch watch = new Watch();

  @TempDir Path folder;

  @Test
  void shouldLoseNothingAndRepeatNothingHoweverItIsKilled() throws InterruptedException {
    System.out.println("-Dtandem.seed=" + seed + " repeats this run's choices");
    watch.countRevisions();
    try (CrashRig rig = CrashRig.start(DemoSource.MYSQL, folder, 2_000, seed);
        Sampler sampler = Sampler.start(rig.servers().each(), watch)) {
      Crashes crashes = new Crashes(rig, seed);
      crashes.begin();
      try (LendingWorkload work = rig.change(seed, CHANGES_PER_SECOND)) {
        crashes.kill(KILLS, () -> {});
        crashes.kill(JOIN_KILLS, List.of("transform"), () -> {});
        crashes.takeOverJoins();
        crashes.freezeSink("sink-postgres");
        crashes.freezeSink("sink-dynamo");
        crashes.freezeCapture();
        System.out.println("ended: " + crashes.ends() + "; changed: " + work.stop());
      }
      rig.assertInStep();
      assertThat(RawTopics.disorder(rig.pipeline())).isEmpty();
      assertThat(sampler.failure()).isNull();
    }
    assertThat(watch.violations()).as("seed %s", seed).isEmpty();
    assertThat(watch.samples()).isPositive();
  }
}
