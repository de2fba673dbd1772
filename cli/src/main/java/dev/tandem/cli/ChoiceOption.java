/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.letters.LetterChoice;
import dev.tandem.model.error.TandemException;
import dev.tandem.wire.DeadLetterTopic.Filed;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which dead letters something is to be done to; some must be named. */
final class ChoiceOption {
  @Parameters(
      arity = "0..*",
      paramLabel = "LETTER",
      description =
          "The letter's number, the place of its record (TOPIC-PARTITION@OFFSET), or its key.")
  private List<String> places = new ArrayList<>();

  @Option(
      names = "--entity",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Those of this entity, such as lending.customer.")
  private String entity = "";

  @Option(
      names = "--code",
      paramLabel = "CODE",
      defaultValue = "",
      description = "Those with this code, such as E_INT_RANGE.")
  private String code = "";

  @Option(names = "--all", description = "All that are open.")
  private boolean all;

  /**
   * The letters that are meant.
   *
   * @throws TandemException when none are named, or one that is not open
   */
  List<Filed> of(List<Filed> letters) {
    LetterChoice choice = new LetterChoice(entity, code, places);
    if (choice.isOpen() && !all) {
      throw new TandemException(
          CliCode.LETTERS, "No dead letters were named. " + CliCode.LETTERS.remedy());
    }
    List<Filed> open = letters.stream().filter(Filed::open).toList();
    List<String> unknown = choice.unknown(open);
    if (!unknown.isEmpty()) {
      throw new TandemException(
          CliCode.LETTERS,
          "No open dead letter is named "
              + String.join(", ", unknown)
              + ". "
              + CliCode.LETTERS.remedy());
    }
    return choice.of(open);
  }
}
