/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.letters.Letters;
import dev.tandem.cli.letters.Operator;
import dev.tandem.cli.letters.Retried;
import dev.tandem.cli.letters.Retry;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.model.error.ExitStatus;
import dev.tandem.wire.DeadLetterTopic.Filed;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./tandem dead-letters retry}. */
@Command(
    name = "retry",
    mixinStandardHelpOptions = true,
    description = {
      "Tries dead letters again: capture reads their rows at the source as they are now, and sends them the",
      "ordinary way. Waits until every sink has them, and settles the letters. The pipeline must run."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:all of them are settled, and no row was refused again",
      "1:a row was refused again, or a letter could not be tried; it is printed why",
      "2:no letters were named, or one that is not open",
      "5:a process of the pipeline does not run: the letters stay open"
    },
    footer = {
      "",
      "Examples:",
      "  ./tandem dead-letters retry -f tandem.yaml 17 18",
      "  ./tandem dead-letters retry -f tandem.yaml --entity lending.customer --code E_LENGTH"
    })
final class LettersRetryCommand extends PipelineCommand {
  @Mixin private ChoiceOption choice = new ChoiceOption();

  @Option(
      names = "--no-wait",
      description = "Only asks for the rows. The letters stay open until they are tried once more.")
  private boolean noWait;

  @Option(names = "--json", description = "Each line a JSON object.")
  private boolean json;

  @Override
  ExitStatus run(PrintWriter out) throws InterruptedException {
    Pipeline pipeline = file().pipeline();
    List<Filed> letters = choice.of(new Letters(pipeline).all());
    if (letters.isEmpty()) {
      out.println("no dead letters are open");
      return ExitStatus.OK;
    }
    List<Retried> results =
        new Retry(pipeline, Operator.current(), Clock.systemUTC()).run(letters, !noWait);
    results.forEach(result -> out.println(json ? LetterJson.of(result) : LetterText.line(result)));
    out.flush();
    boolean isDone = results.stream().map(Retried::result).allMatch(Retried.Result::isDone);
    return isDone ? ExitStatus.OK : ExitStatus.DIFFERENT;
  }
}
