/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.letters;

import dev.tandem.dynamo.DynamoCode;
import dev.tandem.model.error.ErrorCode;
import dev.tandem.postgres.PostgresCode;
import dev.tandem.sink.SinkCode;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What to do about a dead letter, by its code. */
public final class Remedies {
  private static final Map<String, ErrorCode> KNOWN =
      Stream.<ErrorCode[]>of(DynamoCode.values(), PostgresCode.values(), SinkCode.values())
          .flatMap(Arrays::stream)
          .collect(Collectors.toMap(ErrorCode::code, Function.identity()));

  private static final Map<String, String> REFUSED =
      Map.of(
          "E_MAPPING",
          "Make the mapping fit the table ('./tandem check' says how), start the transform again, then retry.",
          "E_TOO_BIG",
          "Shorten the value at the source, or leave the column out of the entity with drop:, then retry.",
          "E_TRUNCATE",
          "Delete the table's rows at the targets, then drop the letter.",
          "E_RULE",
          "Mend the row at the source, or the rule in the mapping and start the transform again, then retry.",
          "E_ENTITY_RECORD",
          "Find out who writes to the entity's topic besides the transform, then drop the letter.");

  private Remedies() {}

  /** In a sentence or two. */
  public static String of(String code) {
    ErrorCode known = KNOWN.get(code);
    if (known != null) {
      return known.remedy();
    } else if (REFUSED.containsKey(code)) {
      return REFUSED.getOrDefault(code, "");
    } else if (code.startsWith("E_RAW_")) {
      return "Find out who writes to the raw topic besides capture, then drop the letter.";
    } else if (code.startsWith("TD-PG-")) {
      return "Mend the row at the source, or what PostgreSQL refuses it for (a constraint, a trigger), then retry.";
    }
    return "Mend the row at the source, or give the field a type or a transform that takes the value and start"
        + " the transform again, then retry.";
  }
}
