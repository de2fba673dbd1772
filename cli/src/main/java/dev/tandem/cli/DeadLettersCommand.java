/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import picocli.CommandLine.Command;

/** {@code ./tandem dead-letters}. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "The changes that found no place: which there are, why, and what becomes of them.",
      "docs/operations.md, 'Dead letters', says how to deal with them."
    },
    subcommands = {
      LettersListCommand.class,
      LettersShowCommand.class,
      LettersRetryCommand.class,
      LettersDropCommand.class
    })
final class DeadLettersCommand {
  private DeadLettersCommand() {}
}
