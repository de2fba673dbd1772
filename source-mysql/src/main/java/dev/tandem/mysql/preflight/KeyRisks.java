/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.mapping.MappedColumn;
import dev.tandem.mysql.MySqlCode;
import java.util.Optional;

/** What to know of key columns by their types. */
final class KeyRisks {
  private static final String ONE_VALUE =
      ", which a snapshot and the log spell differently. Tandem reads both spellings as one value"
          + " before it chooses a partition, so order and entity hold; the raw topic has both keys";

  private KeyRisks() {}

  static Optional<Suspicion> of(MappedColumn mapped) {
    String type = mapped.column().typeName();
    return switch (type) {
      case "TIMESTAMP" ->
          risk(mapped, "the key has a TIMESTAMP" + ONE_VALUE + '.', "Never compact the raw topic.");
      case "ENUM" ->
          risk(
              mapped,
              "the key has an ENUM"
                  + ONE_VALUE
                  + ". A label that is renamed changes keys without a change in the log.",
              "Add labels, never rename one, and never compact the raw topic.");
      case "TINYTEXT",
          "TEXT",
          "MEDIUMTEXT",
          "LONGTEXT",
          "TINYBLOB",
          "BLOB",
          "MEDIUMBLOB",
          "LONGBLOB",
          "JSON" ->
          risk(
              mapped,
              "the key has a "
                  + type
                  + ", whose values may be longer than a target's keys: PostgreSQL takes about"
                  + " 2,700 bytes, DynamoDB 2,048 for pk and 1,024 for sk.",
              "Name short unique columns with key: [column, ...].");
      default -> Optional.empty();
    };
  }

  private static Optional<Suspicion> risk(MappedColumn mapped, String sentence, String remedy) {
    return Optional.of(
        Suspicion.declared(MySqlCode.RISKY_KEY, mapped.column().name(), sentence, remedy));
  }
}
