/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.Child;
import dev.tandem.cli.demo.DemoSource;
import dev.tandem.cli.wiring.Meters;
import dev.tandem.cli.wiring.Running;
import dev.tandem.lending.LendingWorkload;
import dev.tandem.local.LocalPostgres;
import dev.tandem.model.fault.FailPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays beside a pipeline whose source goes on changing, killed on the way. */
class LiveReplayIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String TABLE = "lending.application";

  @TempDir Path folder;

  @Test
  void shouldRepairBesideTheLiveFlowThoughItIsKilled() throws Exception {
    try (CrashRig rig = CrashRig.start(DemoSource.MYSQL, folder, 2_000, 1);
        Running running = Running.start(rig.pipeline().processes(new Meters()))) {
      rig.assertInStep();
      try (LendingWorkload work = rig.change(1, 50)) {
        // Given
        Map<String, Long> before = versions(rig, true);
        assertThat(before).hasSizeGreaterThan(100);

        // When
        List<String> killed = replay(rig, "lending.application", "postgres", 1);
        List<String> resumed = replay(rig, "lending.application", "postgres", 0);
        replay(rig, "audit.integration_log", "dynamo", 0);

        // Then
        assertThat(killed).noneMatch(line -> line.startsWith("done"));
        assertThat(resumed)
            .anyMatch(line -> line.matches("goes on at \\d+ %.*"))
            .anyMatch(line -> line.matches("done: .* rejected 0"));
        Map<String, Long> after = versions(rig, false);
        before.keySet().retainAll(after.keySet()); // others were deleted meanwhile
        assertThat(before)
            .allSatisfy(
                (key, version) ->
                    assertThat(after.get(key)).as(key).isGreaterThanOrEqualTo(version));
        assertThat(work.stop().rows()).isPositive();
      }
      rig.assertInStep();
      running.check();
    }
  }

  /**
   * Returns what it printed.
   *
   * @param batches after so many it kills itself, or runs to its end
   */
  private List<String> replay(CrashRig rig, String entity, String target, int batches)
      throws IOException {
    List<String> options = new ArrayList<>();
    if (batches > 0) {
      options.add("-D" + FailPoint.PROPERTY + "=replay.after-write:" + (batches + 1) + ":halt");
    }
    List<String> line =
        List.of(
            "replay",
            "-f",
            rig.file().toString(),
            "--entity",
            entity,
            "--to",
            target,
            "--rate",
            "100");
    Path log = folder.resolve("replay-" + target + batches + ".log");
    try (Child child = Child.start(Child.tandem(options, line).redirectErrorStream(true), log)) {
      assertThat(child.awaitEnd(LIMIT)).as(child.lastLines()).isTrue();
      if (batches == 0) {
        assertThat(child.exitStatus()).as(child.lastLines()).isZero();
      }
    }
    return Files.readAllLines(log);
  }

  /** The version of each row, which are taken out of the table if asked for. */
  private static Map<String, Long> versions(CrashRig rig, boolean emptied) throws SQLException {
    LocalPostgres postgres = rig.servers().each().postgres();
    Map<String, Long> versions = new TreeMap<>();
    try (Connection session =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        Statement statement = session.createStatement();
        ResultSet rows =
            statement.executeQuery(
                (emptied ? "DELETE FROM " + TABLE + " RETURNING " : "SELECT ")
                    + "application_id, _version"
                    + (emptied ? "" : " FROM " + TABLE))) {
      while (rows.next()) {
        versions.put(rows.getString(1), rows.getLong(2));
      }
    }
    return versions;
  }
}
