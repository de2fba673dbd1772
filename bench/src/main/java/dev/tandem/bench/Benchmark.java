/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that measures: what it finds goes out, how far it is goes where errors go. */
abstract class Benchmark implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
  private CommandSpec spec;

  /** For results. */
  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** The line above all results: the machine, and how much is measured. */
  final void announce(String extent) {
    out().printf("%s; %s%n", Machine.description(), extent);
    out().flush();
  }

  /**
   * Prints what came out, the figures last; returns how the command exits.
   *
   * @param remarks lines above the figures
   */
  final int conclude(Results results, JsonLine figures, String... remarks) {
    out().printf("%n%s%n%s%n%n", new Report(results).tables(), Report.LEGEND);
    results.failures().forEach(out()::println);
    Stream.of(remarks).forEach(out()::println);
    out().println(figures);
    out().flush();
    return results.failures().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  /** Says how far it is. */
  final void tell(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(message);
    err.flush();
  }
}
