/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.acts.Act;
import picocli.CommandLine.Command;

/** {@code ./tandem resume}. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = {
      "Has the sinks go on with an entity that was paused: where they paused, with nothing lost or repeated."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:the sinks go on with it",
      "2:there is no such entity, or it does not go to that target: nothing was ordered",
      "5:no sink runs, or one has not answered in time: the order stands, and is obeyed later"
    },
    footer = {"", "Examples:", "  ./tandem resume -f tandem.yaml --entity lending.customer"})
final class ResumeCommand extends ActCommand {
  ResumeCommand() {
    super(Act.RESUME);
  }
}
