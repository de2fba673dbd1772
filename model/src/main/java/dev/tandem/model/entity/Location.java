/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.entity;

import dev.tandem.model.type.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields that tell where a target keeps a row: its key fields, and those that a key template is
 * made of. Values may be {@link Value#NULL}.
 */
public record Location(Map<String, Value> fields) {

  /** Copies the fields in their order. */
  public Location {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** The value of a field. */
  public Value value(String field) {
    Value value = fields.get(field);
    if (value == null) {
      throw new IllegalArgumentException("no field " + field + " in a location");
    }
    return value;
  }
}
