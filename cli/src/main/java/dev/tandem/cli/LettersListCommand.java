/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.letters.LetterChoice;
import dev.tandem.cli.letters.LetterGroup;
import dev.tandem.cli.letters.Letters;
import dev.tandem.model.error.ExitStatus;
import dev.tandem.wire.DeadLetterTopic.Filed;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./tandem dead-letters list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Groups the open dead letters by what refused them and why, each group with a remedy.",
      "Shows no values of rows."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:none is open", "1:some are open, of those that were asked for"},
    footer = {
      "",
      "Examples:",
      "  ./tandem dead-letters list -f tandem.yaml",
      "  ./tandem dead-letters list -f tandem.yaml --entity lending.customer --each --json"
    })
final class LettersListCommand extends PipelineCommand {
  @Option(
      names = "--entity",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Only those of this entity, such as lending.customer.")
  private String entity = "";

  @Option(
      names = "--code",
      paramLabel = "CODE",
      defaultValue = "",
      description = "Only those with this code, such as E_INT_RANGE.")
  private String code = "";

  @Option(names = "--all", description = "Settled ones, too.")
  private boolean all;

  @Option(names = "--each", description = "A line for each letter instead of one for each group.")
  private boolean each;

  @Option(names = "--json", description = "Each line a JSON object.")
  private boolean json;

  @Override
  ExitStatus run(PrintWriter out) {
    List<Filed> letters =
        new LetterChoice(entity, code, List.of())
            .of(new Letters(file().pipeline()).all()).stream()
                .filter(filed -> all || filed.open())
                .toList();
    if (each) {
      letters.forEach(filed -> out.println(json ? LetterJson.of(filed) : LetterText.line(filed)));
    } else {
      List<LetterGroup> groups = LetterGroup.of(letters);
      groups.forEach(
          group -> {
            if (json) {
              out.println(LetterJson.of(group));
            } else {
              LetterText.lines(group).forEach(out::println);
            }
          });
    }
    if (letters.isEmpty() && !json) {
      out.println("no dead letters" + (all ? "" : " are open"));
    }
    out.flush();
    boolean open = letters.stream().anyMatch(Filed::open);
    return open ? ExitStatus.DIFFERENT : ExitStatus.OK;
  }
}
