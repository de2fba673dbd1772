/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.letters.LetterChoice;
import dev.tandem.cli.letters.LetterTrace;
import dev.tandem.cli.letters.Letters;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.model.error.ExitStatus;
import dev.tandem.model.error.TandemException;
import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.DeadLetterTopic.Filed;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./tandem dead-letters show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Shows a dead letter: where its record came from, what the mapping of the file makes of each of its",
      "fields now, and what to do. Shows the row's values only when told to: they may be personal."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:shown", "2:there is no such letter"},
    footer = {"", "Example:", "  ./tandem dead-letters show -f tandem.yaml 17 --values"})
final class LettersShowCommand extends PipelineCommand {
  @Parameters(
      paramLabel = "LETTER",
      description =
          "The letter's number, the place of its record (TOPIC-PARTITION@OFFSET), or its key.")
  private String place = "";

  @Option(
      names = "--values",
      description = "The row's key and values, too. Mind who looks on, and where it is recorded.")
  private boolean values;

  @Override
  ExitStatus run(PrintWriter out) {
    Pipeline pipeline = file().pipeline();
    Letters letters = new Letters(pipeline);
    List<Filed> found = new LetterChoice("", "", List.of(place)).of(letters.all());
    if (found.isEmpty()) {
      throw new TandemException(
          CliCode.LETTERS, "No dead letter is named " + place + ". " + CliCode.LETTERS.remedy());
    }
    for (Filed filed : found) {
      DeadLetter whole = letters.whole(filed);
      LetterText.lines(filed, whole, LetterTrace.of(whole, pipeline), values).forEach(out::println);
    }
    return ExitStatus.OK;
  }
}
