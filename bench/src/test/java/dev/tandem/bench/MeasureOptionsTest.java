/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class MeasureOptionsTest {
  private static final List<Contender> ALL =
      Stream.of("copy", "tandem", "jdbc").map(MeasureOptionsTest::contender).toList();

  @Command
  private static final class Measured {
    @Mixin private MeasureOptions options = new MeasureOptions();
  }

  private static MeasureOptions options(String... arguments) {
    Measured measured = new Measured();
    new CommandLine(measured).parseArgs(arguments);
    return measured.options;
  }

  @Test
  void shouldMeasureLessWhenInAHurryUnlessTold() {
    assertThat(options().rows(1_000, 10)).isEqualTo(1_000);
    assertThat(options().rounds()).isEqualTo(3);
    assertThat(options("--quick").rows(1_000, 10)).isEqualTo(10);
    assertThat(options("--quick").rounds()).isEqualTo(1);
    assertThat(options("--quick", "--rows", "7", "--rounds", "2"))
        .satisfies(
            options -> {
              assertThat(options.rows(1_000, 10)).isEqualTo(7);
              assertThat(options.rounds()).isEqualTo(2);
            });
  }

  @Test
  void shouldChooseContendersByName() {
    assertThat(options().chosen(ALL)).isEqualTo(ALL);
    assertThat(options("--only", "jdbc,copy").chosen(ALL))
        .extracting(Contender::name)
        .containsExactly("copy", "jdbc");
  }

  @Test
  void shouldRefuseAContenderThatThereIsNot() {
    MeasureOptions options = options("--only", "jdbc,kopy");
    assertThatThrownBy(() -> options.chosen(ALL))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("kopy")
        .hasMessageContaining("tandem");
  }

  private static Contender contender(String name) {
    return new Contender() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Map<String, Run> run() {
        return Map.of();
      }
    };
  }
}
