/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lets contenders run by turns, each once a round, so that a machine that changes its pace changes
 * it for all; the order is another one in each round, so that nobody always follows the same.
 */
final class Rounds {
  private final List<Contender> contenders;
  private final Consumer<String> progress;

  Rounds(List<Contender> contenders, Consumer<String> progress) {
    this.contenders = List.copyOf(contenders);
    this.progress = progress;
  }

  /** All that was measured in that many rounds. */
  Results run(int rounds) throws Exception {
    for (Contender contender : contenders) {
      contender.prepare();
    }
    Results results = new Results();
    for (int round = 0; round < rounds; round++) {
      for (int turn = 0; turn < contenders.size(); turn++) {
        Contender contender = contenders.get((round + turn) % contenders.size());
        progress.accept("round %d of %d: %s ...".formatted(round + 1, rounds, contender.name()));
        for (Map.Entry<String, Run> phase : contender.run().entrySet()) {
          results.add(contender.name(), phase.getKey(), round, phase.getValue());
          progress.accept(line(phase.getKey(), phase.getValue()));
        }
      }
    }
    return results;
  }

  private static String line(String phase, Run run) {
    return String.format(
        Locale.ROOT,
        "  %s: %,.0f rows/s; CPU s per million rows: %s",
        phase,
        run.rate(),
        Report.cpu(run));
  }
}
