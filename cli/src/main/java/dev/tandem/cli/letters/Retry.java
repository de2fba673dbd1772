/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.letters;

import dev.tandem.cli.letters.Retried.Result;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.PipelineProgress;
import dev.tandem.model.source.TableId;
import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.DeadLetterTopic.Filed;
import dev.tandem.wire.Headers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tries letters again: not the old record, but what its row is now, which capture reads at the
 * source and sends along the ordinary way. A letter is settled once what was read has passed every
 * sink; what is refused again is a new letter.
 */
public final class Retry {
  private final Pipeline pipeline;
  private final Operator operator;
  private final Clock clock;

  /** Connects when it is run. */
  public Retry(Pipeline pipeline, Operator operator, Clock clock) {
    this.pipeline = pipeline;
    this.operator = operator;
    this.clock = clock;
  }

  /**
   * Tries them again.
   *
   * @param wait whether to wait for the outcome; otherwise the letters stay open
   * @return an element for each letter, in their order
   * @throws dev.tandem.model.error.TandemException when a part of the pipeline does not come on;
   *     the letters stay open, and may be tried again
   */
  public List<Retried> run(List<Filed> letters, boolean wait) throws InterruptedException {
    Map<Filed, Retried> results = new LinkedHashMap<>();
    Map<Filed, LetterRows.Place> places = places(letters, results);
    try (Settlements out = new Settlements(pipeline, operator, clock);
        Asking asking = new Asking(pipeline, "dead letters retried")) {
      asking.ask(new LinkedHashSet<>(places.values()), operator, out, clock);
      if (!wait) {
        places.keySet().forEach(letter -> results.put(letter, Retried.asked(letter)));
        return inOrder(letters, results);
      }
      asking.await();
      awaitApplied(places.values().stream().map(LetterRows.Place::table).distinct().toList());
      List<Filed> now = new Letters(pipeline).all();
      places.forEach(
          (letter, place) -> results.put(letter, retried(letter, asking.answered(place), now)));
      out.settle("dead-letter.retried", "", settled(results));
    }
    return inOrder(letters, results);
  }

  private static List<Retried> inOrder(List<Filed> letters, Map<Filed, Retried> results) {
    List<Retried> all = new ArrayList<>();
    letters.forEach(letter -> Optional.ofNullable(results.get(letter)).ifPresent(all::add));
    return all;
  }

  private Map<Filed, LetterRows.Place> places(List<Filed> letters, Map<Filed, Retried> results) {
    Map<Filed, LetterRows.Place> places = new LinkedHashMap<>();
    try (LetterRows rows = new LetterRows(pipeline)) {
      for (Filed letter : letters) {
        try {
          places.put(letter, rows.of(letter));
        } catch (LetterRows.NoRow e) {
          results.put(letter, Retried.left(letter, String.valueOf(e.getMessage())));
        }
      }
    }
    return places;
  }

  private void awaitApplied(List<TableId> tables) throws InterruptedException {
    if (!tables.isEmpty()) {
      try (PipelineProgress progress = new PipelineProgress(pipeline)) {
        progress.awaitPublished(tables);
      }
    }
  }

  private static Retried retried(Filed letter, Asking.Answered answer, List<Filed> now) {
    return switch (answer.outcome()) {
      case PUBLISHED ->
          refused(letter, answer.header(), now)
              .map(again -> Retried.again(letter, again))
              .orElseGet(() -> new Retried(letter, Result.APPLIED, "", Optional.empty()));
      case DELETED ->
          refused(letter, answer.header(), now)
              .map(again -> Retried.again(letter, again))
              .orElseGet(() -> new Retried(letter, Result.DELETED, "", Optional.empty()));
      case GONE ->
          Retried.left(
              letter,
              "the row is gone from the source, and its record from Kafka: './tandem verify' shows whether"
                  + " a target still has it; if none has, drop the letter");
      case NO_KEY ->
          Retried.left(
              letter,
              "its key is none of the table as it is now: a fresh snapshot brings the row"
                  + " (docs/operations.md), then drop the letter");
      case TOO_LARGE -> Retried.left(letter, "the row is still larger than Kafka takes");
      case UNREAD -> Retried.left(letter, answer.problem());
    };
  }

  /** The letter that was made of what was published for this one. */
  static Optional<Filed> refused(Filed letter, String header, List<Filed> now) {
    return now.stream()
        .filter(Filed::open)
        .filter(other -> other.number() > letter.number())
        .filter(other -> header.equals(other.letter().origin().headers().get(Headers.REQUEST)))
        .filter(other -> isOfTheSame(letter.letter(), other.letter()))
        .findFirst();
  }

  /** Of the same entity, and not of another target. */
  private static boolean isOfTheSame(DeadLetter one, DeadLetter other) {
    boolean sameEntity =
        one.entity().isEmpty() || other.entity().isEmpty() || one.entity().equals(other.entity());
    boolean sameWay =
        one.stage().equals("transform")
            || other.stage().equals("transform")
            || one.stage().equals(other.stage());
    return sameEntity && sameWay;
  }

  private static Map<Filed, String> settled(Map<Filed, Retried> results) {
    return results.entrySet().stream()
        .filter(result -> result.getValue().result().settles())
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                result -> result.getValue().outcome(),
                (one, other) -> one,
                HashMap::new));
  }
}
