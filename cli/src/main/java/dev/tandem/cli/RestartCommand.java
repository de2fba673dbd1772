/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.acts.Act;
import picocli.CommandLine.Command;

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
final class RestartCommand extends ActCommand {
  RestartCommand() {
    super(Act.RESTART);
  }
}
