/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.model.error.ExitStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that is given a pipeline's file, does one thing, and prints what came of it. */
abstract class PipelineCommand implements Callable<Integer> {
  @Mixin private FileOption file = new FileOption();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
  private CommandSpec spec;

  @Override
  public final Integer call() throws IOException, InterruptedException {
    PrintWriter out = commandLine().getOut();
    try {
      return run(out).status();
    } finally {
      out.flush();
    }
  }

  /** Does it, and says how it ended; what it printed is flushed by the caller. */
  abstract ExitStatus run(PrintWriter out) throws IOException, InterruptedException;

  FileOption file() {
    return file;
  }

  CommandLine commandLine() {
    return spec.commandLine();
  }

  /** Prints a line of progress, which is no result. */
  void tell(String line) {
    PrintWriter err = commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
