/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class AllCommandTest {

  @Test
  void shouldRunEveryBenchmarkThatThereIs() {
    // Given
    List<String> ran = new ArrayList<>();
    CommandLine bench = Main.commandLine();
    bench.setOut(new PrintWriter(new StringWriter()));
    List<String> benchmarks = new ArrayList<>(bench.getSubcommands().keySet());
    benchmarks.removeAll(List.of("all", "help"));
    bench.setExecutionStrategy(
        parsed -> {
          CommandLine.ParseResult subcommand = parsed.subcommand();
          String name = subcommand.commandSpec().name();
          if (name.equals("all")) {
            return new CommandLine.RunLast().execute(parsed);
          }
          ran.add(name + (subcommand.hasMatchedOption("--quick") ? " --quick" : ""));
          return name.equals("capture") ? 1 : 0;
        });

    // When
    int status = bench.execute("all", "--quick");

    // Then
    assertThat(ran)
        .containsExactlyInAnyOrderElementsOf(
            benchmarks.stream().map(name -> name + " --quick").toList());
    assertThat(status).isEqualTo(1);
  }
}
