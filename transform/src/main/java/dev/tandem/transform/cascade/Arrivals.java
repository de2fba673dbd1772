/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.cascade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.model.source.ForeignKey;
import dev.tandem.model.source.SourceTable;
import dev.tandem.wire.SchemaStore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows that may have come to a parent's new values with it under keys that no record tells of,
 * since these values are part of their own keys. Rows that keep their keys are asked for by these.
 */
final class Arrivals {
  private final SchemaStore schemas;

  Arrivals(SchemaStore schemas) {
    this.schemas = schemas;
  }

  /**
   * What to tell of a parent; empty when no row can have come.
   *
   * @param row the parent as it is now, or its key, with the values; null when it is gone
   */
  Optional<Told.Came> of(TableKeys.Role parent, @Nullable JsonNode row, Cause cause) {
    ForeignKey key = parent.key();
    if (row == null || key.onUpdate() != ForeignKey.Action.CASCADE) {
      return Optional.empty();
    }
    Optional<SourceTable> child = schemas.latest(key.child());
    List<String> columns =
        key.columns().stream()
            .map(name -> child.flatMap(table -> KeyValues.spelled(name, table)).orElse(name))
            .toList();
    if (child.isPresent() && child.get().key().stream().noneMatch(columns::contains)) {
      return Optional.empty();
    }
    ObjectNode values = Told.JSON.createObjectNode();
    for (int i = 0; i < columns.size(); i++) {
      values.set(columns.get(i), row.get(parent.values().columns().get(i)));
    }
    return Optional.of(new Told.Came(values, cause.time(), cause.level()));
  }
}
