/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.acts.Act;
import picocli.CommandLine.Command;

/** {@code ./tandem pause}. */
@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    description = {
      "Has the sinks leave one entity's changes in Kafka, and go on with all others. It lasts, restarts included,",
      "until './tandem resume'; the changes must not wait for longer than kafka.retention."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:no sink writes to it any more",
      "2:there is no such entity, or it does not go to that target: nothing was ordered",
      "5:no sink runs, or one has not answered in time: the order stands, and is obeyed later"
    },
    footer = {
      "",
      "Examples:",
      "  ./tandem pause -f tandem.yaml --entity lending.customer --why 'index being built'",
      "  ./tandem pause -f tandem.yaml --entity lending.customer --target dynamo"
    })
final class PauseCommand extends ActCommand {
  PauseCommand() {
    super(Act.PAUSE);
  }
}
