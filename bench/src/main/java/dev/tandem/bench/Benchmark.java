/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
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

  /** Says how far it is. */
  final void tell(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(message);
    err.flush();
  }
}
