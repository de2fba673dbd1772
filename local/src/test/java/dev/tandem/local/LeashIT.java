/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeashIT {
  /** Shared: to prepare the data takes seconds. */
  @TempDir static Path folder;

  @Test
  void shouldLeaveNoServerBehindWhenKilled() throws Exception {
    // Given
    try (ChildJvm child = ChildJvm.start(List.of(), List.of(), ChildJvm.classPath(), folder)) {
      child.readUntil(ServersMain.READY);
      assertThat(serversIn(folder)).isNotEmpty();

      // When
      child.kill();
    }

    // Then
    await().atMost(Duration.ofSeconds(10)).until(() -> serversIn(folder).isEmpty());
  }

  @Test
  void shouldStartAtOnceWhereAKilledProcessHasJustLeftItsServers() throws Exception {
    // Given
    try (ChildJvm child = ChildJvm.start(List.of(), List.of(), ChildJvm.classPath(), folder)) {
      child.readUntil(ServersMain.READY);

      // When
      child.kill();
      try (LocalServers again = ServersMain.all(folder)) {

        // Then
        assertThat(Sql.of(again.postgres()).ask("SELECT 1")).containsExactly("1");
        assertThat(Sql.of(again.mySql(), "").ask("SELECT 1")).containsExactly("1");
      }
    }
  }

  @Test
  void shouldLetTheProgramFinishFirstWhenItsWholeGroupIsSignalled() throws Exception {
    // Given
    try (ChildJvm child =
        ChildJvm.start(List.of("setsid"), List.of(), ChildJvm.classPath(), folder)) {
      child.readUntil(ServersMain.READY);

      // When
      new ProcessBuilder("kill", "-TERM", "--", "-" + child.pid()).inheritIO().start().waitFor();

      // Then
      child.readUntil(ServersMain.STILL_THERE);
      child.await();
      assertThat(serversIn(folder)).isEmpty();
    }
  }

  /** Everything that runs out of a folder, by its command line. */
  static String serversIn(Path folder) {
    long self = ProcessHandle.current().pid();
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != self)
        .map(Leftover::commandLine)
        .filter(line -> line.contains(folder + "/") && !line.contains(ServersMain.class.getName()))
        .collect(Collectors.joining("\n"));
  }
}
