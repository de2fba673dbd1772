/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.mapping.Template;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.util.Optional;
import java.util.function.Function;

/** Fills the templates of a table's or an index's key, within DynamoDB's limits. */
record KeyMaker(String keyOf, DynamoPlan.Keys templates) {
  private static final int PARTITION_BYTES = 2_048;
  private static final int SORT_BYTES = 1_024;

  /**
   * The key of a row.
   *
   * @return empty when a field of a template is NULL
   */
  Optional<Filled> fill(Function<String, Value> fields) throws Refused {
    Optional<String> partition = fill(templates.partition(), fields, PARTITION_BYTES);
    if (templates.sort().isEmpty()) {
      return partition.map(pk -> new Filled(pk, Optional.empty()));
    }
    Optional<String> sort = fill(templates.sort().get(), fields, SORT_BYTES);
    return partition.isPresent() && sort.isPresent()
        ? Optional.of(new Filled(partition.get(), sort))
        : Optional.empty();
  }

  private Optional<String> fill(Template template, Function<String, Value> fields, int limit)
      throws Refused {
    Optional<String> key;
    try {
      key = template.render(fields);
    } catch (IllegalArgumentException e) {
      throw new Refused(
          ValueError.TYPE, keyOf + ": a field of " + template + " has no form for a key");
    }
    if (key.isPresent() && key.get().isEmpty()) {
      throw new Refused(
          ValueError.DYNAMO_EMPTY_KEY, keyOf + ": " + template + " is empty; put text before it");
    }
    if (key.isPresent() && Attributes.utf8(key.get()) > limit) {
      throw new Refused(
          ValueError.DYNAMO_KEY_SIZE, keyOf + ": " + template + " takes over " + limit + " bytes");
    }
    return key;
  }

  /** A key in which every field had a value. */
  record Filled(String partition, Optional<String> sort) {}
}
