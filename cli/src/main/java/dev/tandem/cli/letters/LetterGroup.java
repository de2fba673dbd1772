/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.letters;

import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.DeadLetterTopic.Filed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Letters that were refused alike.
 *
 * @param open how many of them nobody has settled
 * @param firstMillis when the first was parked, in milliseconds since 1970
 * @param lastMillis when the last was
 * @param example the last that is open, or the last
 * @param remedy what to do about them
 */
public record LetterGroup(
    String stage,
    String code,
    String entity,
    String field,
    int count,
    int open,
    long firstMillis,
    long lastMillis,
    Filed example,
    String remedy) {

  /** The groups, that with the most letters first. */
  public static List<LetterGroup> of(List<Filed> letters) {
    Map<List<String>, List<Filed>> alike = new LinkedHashMap<>();
    for (Filed filed : letters) {
      DeadLetter letter = filed.letter();
      List<String> what = List.of(letter.stage(), letter.code(), letter.entity(), letter.field());
      alike.computeIfAbsent(what, none -> new ArrayList<>()).add(filed);
    }
    return alike.values().stream()
        .map(LetterGroup::group)
        .sorted(Comparator.comparing(LetterGroup::count).reversed())
        .toList();
  }

  private static LetterGroup group(List<Filed> letters) {
    DeadLetter one = letters.get(0).letter();
    List<Filed> open = letters.stream().filter(Filed::open).toList();
    List<Filed> examples = open.isEmpty() ? letters : open;
    return new LetterGroup(
        one.stage(),
        one.code(),
        one.entity(),
        one.field(),
        letters.size(),
        open.size(),
        letters.stream().mapToLong(filed -> filed.letter().parkedAtMillis()).min().orElse(0),
        letters.stream().mapToLong(filed -> filed.letter().parkedAtMillis()).max().orElse(0),
        examples.get(examples.size() - 1),
        Remedies.of(one.code()));
  }
}
