/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** All runs of all contenders. */
final class Results {
  private final List<Entry> entries = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  void add(String contender, String phase, int round, Run run) {
    entries.add(new Entry(contender, phase, round, run));
  }

  /** Those of other rounds behind these. */
  void addAll(Results others) {
    entries.addAll(others.entries);
    failures.addAll(others.failures);
  }

  void addFailure(String sentence) {
    failures.add(sentence);
  }

  /** The runs that came to nothing. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** The phases, in the order in which they came up. */
  List<String> phases() {
    return entries.stream().map(Entry::phase).distinct().toList();
  }

  /** The contenders of a phase, in the order in which they came up. */
  List<String> contenders(String phase) {
    return entries.stream()
        .filter(entry -> entry.phase().equals(phase))
        .map(Entry::contender)
        .distinct()
        .toList();
  }

  List<Run> runs(String contender, String phase) {
    return entries(contender, phase).map(Entry::run).toList();
  }

  /** A figure of all runs of a contender in a phase. */
  Spread spread(String contender, String phase, ToDoubleFunction<Run> figure) {
    return Spread.of(runs(contender, phase).stream().map(figure::applyAsDouble));
  }

  /** The most memory that a contender has held in any run of any phase; NaN when it did not run. */
  double peakMegabytes(String contender) {
    return Spread.of(
            entries.stream()
                .filter(entry -> entry.contender().equals(contender))
                .map(entry -> entry.run().peakMegabytes()))
        .highest();
  }

  /**
   * How many times as fast as another a contender is: the median over the rounds, within each of
   * which both ran one soon after the other. NaN when they met in no round.
   */
  double ratio(String contender, String other, String phase) {
    return ratio(contender, phase, other, phase);
  }

  /** The same when the other's phase has another name. */
  double ratio(String contender, String phase, String other, String otherPhase) {
    return Spread.of(
            entries(contender, phase)
                .flatMap(
                    mine ->
                        entries(other, otherPhase)
                            .filter(its -> its.round() == mine.round())
                            .map(its -> mine.run().rate() / its.run().rate())))
        .median();
  }

  private Stream<Entry> entries(String contender, String phase) {
    return entries.stream()
        .filter(entry -> entry.contender().equals(contender) && entry.phase().equals(phase));
  }

  private record Entry(String contender, String phase, int round, Run run) {}
}
