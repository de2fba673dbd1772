/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineGaugeTest {
  @TempDir Path proc;

  @Test
  void shouldTellHowBusyTheMachineWas() throws IOException {
    Files.writeString(proc.resolve("stat"), "cpu  100 0 50 800 50 0 0 0 0 0\ncpu0 1 1 1 1\n");
    Files.writeString(proc.resolve("meminfo"), "MemTotal: 4096 kB\nMemAvailable:   1024 kB\n");
    MachineGauge gauge = new MachineGauge(proc);
    Files.writeString(proc.resolve("stat"), "cpu  150 0 75 850 75 0 0 0 0 0\n");
    assertThat(gauge.busyPercent()).isCloseTo(50, within(0.1));
    assertThat(gauge.usedMegabytes()).isCloseTo(3, within(0.1));
  }

  @Test
  void shouldKnowNothingElsewhere() {
    MachineGauge gauge = new MachineGauge(proc.resolve("nowhere"));
    assertThat(gauge.busyPercent()).isNaN();
    assertThat(gauge.usedMegabytes()).isNaN();
  }
}
