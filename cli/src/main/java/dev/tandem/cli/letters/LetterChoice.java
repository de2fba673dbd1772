/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.letters;

import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.DeadLetterTopic.Filed;
import java.util.List;

/**
 * Which letters a command is about: all those that meet every condition given.
 *
 * @param entity {@code domain.entity}, or empty for any
 * @param code such as {@code E_INT_RANGE}, or empty for any
 * @param places numbers, places of the refused record ({@code topic-partition@offset}) or whole
 *     keys; none for any
 */
public record LetterChoice(String entity, String code, List<String> places) {

  /** Copies the list. */
  public LetterChoice {
    places = List.copyOf(places);
  }

  /** Whether it leaves the choice open altogether. */
  public boolean isOpen() {
    return entity.isEmpty() && code.isEmpty() && places.isEmpty();
  }

  /** Those of the letters that are meant, in their order. */
  public List<Filed> of(List<Filed> letters) {
    return letters.stream().filter(this::takes).toList();
  }

  private boolean takes(Filed filed) {
    return (entity.isEmpty() || filed.letter().entity().equals(entity))
        && (code.isEmpty() || filed.letter().code().equals(code))
        && (places.isEmpty() || places.stream().anyMatch(place -> isNamed(filed, place)));
  }

  private static boolean isNamed(Filed filed, String place) {
    return place.equals(Long.toString(filed.number()))
        || place.equals(place(filed.letter()))
        || place.equals(filed.letter().key());
  }

  /** The places that name none of the letters. */
  public List<String> unknown(List<Filed> letters) {
    return places.stream()
        .filter(place -> letters.stream().noneMatch(filed -> isNamed(filed, place)))
        .toList();
  }

  /** Where the refused record lies. */
  public static String place(DeadLetter letter) {
    DeadLetter.Origin origin = letter.origin();
    return origin.topic() + '-' + origin.partition() + '@' + origin.offset();
  }
}
