/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildJvmTest {
  @TempDir private Path folder;

  /** Says what it was given, and ends or stays. */
  static final class Told {
    private Told() {}

    public static void main(String[] args) throws InterruptedException {
      System.out.println("told " + String.join(" ", args));
      if (args[0].equals("stay")) {
        TimeUnit.MINUTES.sleep(1);
      }
    }
  }

  private ChildProcess start(String... arguments) throws Exception {
    return ChildJvm.start(
        ChildJvm.Launch.own("child", List.of("-Xmx32m"), Told.class, List.of(arguments)), folder);
  }

  @Test
  void shouldMeasureAChildWhileItRunsAndEndIt() throws Exception {
    Processes processes;
    try (ChildProcess child = start("stay")) {
      child.requireAlive();
      processes = child.processes();
      assertThat(processes.peakBytes()).isPositive();
      assertThat(processes.cpuSeconds()).isNotNegative();
      assertThat(Processes.parent(processes.pid())).isEqualTo(ProcessHandle.current().pid());
    }
    assertThatThrownBy(processes::cpuSeconds).hasMessageContaining("has ended");
  }

  @Test
  void shouldShowTheLogOfAChildThatEnded() throws Exception {
    try (ChildProcess child = start("go")) {
      ProcessHandle.of(child.processes().pid()).ifPresent(process -> process.onExit().join());
      assertThatThrownBy(child::requireAlive)
          .hasMessageContaining("child ended with status 0")
          .hasMessageContaining("told go");
    }
  }
}
