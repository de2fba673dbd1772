/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.wire.DeadLetter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The dead letters by the row they are of. */
final class Refusals {
  static final String TRANSFORM = "transform";
  static final String POSTGRES = "sink-postgres";
  static final String DYNAMO = "sink-dynamo";

  /**
   * One dead letter.
   *
   * @param field as the letter names it
   */
  record Refusal(String stage, String entity, String code, String field) {
    @Override
    public String toString() {
      return code + " at " + stage + " of " + entity + (field.isEmpty() ? "" : "." + field);
    }
  }

  private static final Pattern NAMED = Pattern.compile("(?:field |types\\.\\w+\\.)(c\\d+): ");
  private static final int OF_DELETE = -1;

  private final Map<Integer, Set<Refusal>> byRow = new HashMap<>();

  Refusals(List<DeadLetter> letters) {
    for (DeadLetter letter : letters) {
      byRow
          .computeIfAbsent(row(letter), row -> new HashSet<>())
          .add(new Refusal(letter.stage(), letter.entity(), letter.code(), field(letter)));
    }
  }

  /** A sink names the field in the reason. */
  private static String field(DeadLetter letter) {
    Matcher named = NAMED.matcher(letter.reason());
    return letter.field().isEmpty() && named.find() ? named.group(1) : letter.field();
  }

  private static int row(DeadLetter letter) {
    JsonNode value = Json.read(String.valueOf(letter.origin().value()));
    for (String image : List.of("fields", "after", "before")) {
      JsonNode id = value.path(image).path(TypeTable.ID);
      if (id.isNumber()) {
        return id.asInt();
      }
    }
    if (value.path("op").asText().equals("delete")) {
      return OF_DELETE; // it names a key alone, and its row has a letter of its own
    }
    throw new AssertionError("a dead letter of no row: " + letter.key());
  }

  Set<Refusal> of(int row) {
    return byRow.getOrDefault(row, Set.of());
  }
}
