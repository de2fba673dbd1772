/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class LatencyCommandTest {

  private static Object contenders(String... arguments) {
    CommandLine bench = Main.commandLine();
    String[] command = new String[arguments.length + 1];
    command[0] = "latency";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return bench.parseArgs(command).subcommand().commandSpec().findOption("--only").getValue();
  }

  @Test
  void shouldMeasureTandemAndThePeerUnlessTold() {
    assertThat(contenders()).hasToString("[tandem, jdbc]");
    assertThat(contenders("--only", "defaults,jdbc")).hasToString("[defaults, jdbc]");
  }

  @Test
  void shouldNameThoseThatThereAreWhenAnotherIsAskedFor() {
    assertThatThrownBy(() -> contenders("--only", "kafka"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("[TANDEM, JDBC, DEFAULTS] (case-insensitive)");
  }
}
