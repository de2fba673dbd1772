/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.letters.LetterGroup;
import dev.tandem.cli.letters.Letters;
import dev.tandem.cli.letters.Operator;
import dev.tandem.cli.letters.Settlements;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.model.error.ExitStatus;
import dev.tandem.wire.DeadLetterTopic.Filed;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./tandem dead-letters drop}. */
@Command(
    name = "drop",
    mixinStandardHelpOptions = true,
    description = {
      "Settles dead letters without doing anything about their rows: the targets stay as they are.",
      "Who did it, when and why is written into the pipeline's audit topic."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:dropped",
      "2:no letters were named, or one that is not open, or it was not confirmed: nothing was changed"
    },
    footer = {
      "",
      "Example:",
      "  ./tandem dead-letters drop -f tandem.yaml --entity lending.note --why 'archived, agreed with Ada'"
    })
final class LettersDropCommand extends PipelineCommand {
  @Mixin private ChoiceOption choice = new ChoiceOption();

  @Option(
      names = "--why",
      required = true,
      paramLabel = "TEXT",
      description = "The reason, for the audit. No values of rows, please: it is kept for ever.")
  private String why = "";

  @Option(names = "--yes", description = "Does not ask, for scripts.")
  private boolean yes;

  @Override
  ExitStatus run(PrintWriter out) throws IOException {
    Pipeline pipeline = file().pipeline();
    List<Filed> letters = choice.of(new Letters(pipeline).all());
    if (letters.isEmpty()) {
      out.println("no dead letters are open");
      return ExitStatus.OK;
    }
    LetterGroup.of(letters).forEach(group -> LetterText.lines(group).forEach(out::println));
    if (!yes && !isConfirmed(letters.size(), out)) {
      out.println("nothing was dropped");
      return ExitStatus.PROBLEMS;
    }
    Map<Filed, String> outcomes = new LinkedHashMap<>();
    letters.forEach(filed -> outcomes.put(filed, "dropped"));
    try (Settlements settlements =
        new Settlements(pipeline, Operator.current(), Clock.systemUTC())) {
      settlements.settle("dead-letter.dropped", why, outcomes);
    }
    out.println(letters.size() + " dropped");
    return ExitStatus.OK;
  }

  private static boolean isConfirmed(int count, PrintWriter out) throws IOException {
    return Confirmation.isTyped(
        count, "Their rows stay as they are at the targets. Type " + count + " to drop them", out);
  }
}
