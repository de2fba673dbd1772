/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every benchmark whose contenders run by turns. */
final class MeasureOptions extends ServerOptions {
  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "How many rows; each benchmark has its own number, fewer with --quick.")
  private @Nullable Integer rows;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Which rows (default: ${DEFAULT-VALUE}). Rows, once made, are used again.")
  private long seed;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Only these contenders, by the names in the report; ratios to others are null.")
  private List<String> only = List.of();

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
  private CommandSpec command;

  /**
   * Those that were asked for, in a list of the caller's own.
   *
   * @throws ParameterException when one is asked for that there is not
   */
  List<Contender> chosen(List<Contender> all) {
    List<String> names = all.stream().map(Contender::name).toList();
    for (String name : only) {
      if (!names.contains(name)) {
        throw new ParameterException(
            command.commandLine(), "--only: no contender is called " + name + ", only " + names);
      }
    }
    return all.stream()
        .filter(one -> only.isEmpty() || only.contains(one.name()))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** What was asked for, or else what the benchmark usually takes. */
  int rows(int usual, int quickly) {
    return rows != null ? rows : quick() ? quickly : usual;
  }

  long seed() {
    return seed;
  }

  /** How much is measured, for {@link Benchmark#announce}. */
  String extent(OrderRows rows) {
    return "%,d rows, %d rounds".formatted(rows.count(), rounds());
  }
}
