/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.acts.Act;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./tandem restart}. */
@Command(
    name = "restart",
    mixinStandardHelpOptions = true,
    description = {
      "Has the sinks begin anew with one entity: what it was stopped for (TD-SNK-FLOOD) is forgotten, its dead",
      "letters are counted from zero, and what waits is tried at once. Nothing else is disturbed."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:the sinks have begun anew with it",
      "2:there is no such entity, or it does not go to that target: nothing was ordered",
      "5:no sink runs, or one has not answered in time: the order stands, and is obeyed later"
    },
    footer = {
      "",
      "Examples:",
      "  ./tandem restart -f tandem.yaml --entity lending.customer --why 'column widened'"
    })
final class RestartCommand implements Callable<Integer> {
  @Mixin private ActOptions options = new ActOptions();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
  private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    return options.run(Act.RESTART, spec.commandLine().getOut());
  }
}
