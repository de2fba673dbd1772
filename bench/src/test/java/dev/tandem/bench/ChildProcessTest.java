/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChildProcessTest {
  private static final long LOOK_AGAIN = Duration.ofMillis(20).toNanos();

  @TempDir private Path folder;

  private ChildProcess family(String script) throws IOException {
    return ChildProcess.startFamily("loader", new ProcessBuilder("sh", "-c", script), folder);
  }

  @Test
  void shouldCountTheWorkOfAChildThatHasEnded() throws IOException {
    String work = "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done";
    try (ChildProcess loader = family("sh -c '" + work + "'; cat")) {
      while (loader.processes().cpuSeconds() < 0.1) {
        loader.requireAlive();
        LockSupport.parkNanos(LOOK_AGAIN);
      }
      assertThat(loader.processes().peakBytes()).isPositive();
    }
  }

  @Test
  void shouldEndWithAllThatItHasStarted() throws IOException {
    ProcessHandle child;
    try (ChildProcess loader = family("sleep 100 & wait")) {
      ProcessHandle shell = ProcessHandle.of(loader.processes().pid()).orElseThrow();
      while (shell.children().findAny().isEmpty()) {
        loader.requireAlive();
        LockSupport.parkNanos(LOOK_AGAIN);
      }
      child = shell.children().findAny().orElseThrow();
    }
    child.onExit().join();
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void shouldShowWhatItSaid() throws IOException {
    try (ChildProcess loader = family("echo no such table; exit 3")) {
      ProcessHandle.of(loader.processes().pid()).ifPresent(process -> process.onExit().join());
      assertThatThrownBy(loader::requireAlive)
          .hasMessageContaining("loader ended with status 3")
          .hasMessageContaining("no such table");
    }
  }
}
