/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.entity;

import dev.tandem.model.type.Value;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A row of an entity: a value for each field of its schema. */
public final class EntityRow {
  private final EntitySchema schema;
  private final Value[] values;

  /** Takes over the array: the caller must not change it afterwards. */
  public EntityRow(EntitySchema schema, Value... values) {
    if (values.length != schema.fields().size()) {
      throw new IllegalArgumentException(
          values.length
              + " values for the "
              + schema.fields().size()
              + " fields of "
              + schema.name());
    }
    this.schema = schema;
    this.values = values;
  }

  /** The row's fields. */
  public EntitySchema schema() {
    return schema;
  }

  /** The value of a field, counted from 0. */
  public Value value(int field) {
    return values[field];
  }

  /** The value of a field by its name. */
  public Value value(String field) {
    for (int i = 0; i < values.length; i++) {
      if (schema.fields().get(i).name().equals(field)) {
        return values[i];
      }
    }
    throw new IllegalArgumentException("no field " + field + " in " + schema.name());
  }

  /** The row's key. */
  public EntityKey key() {
    return EntityKey.of(schema, this::value);
  }

  /** The part of the row made of the named fields. */
  public Location location(Iterable<String> names) {
    Map<String, Value> fields = new LinkedHashMap<>();
    for (String name : names) {
      fields.put(name, value(name));
    }
    return new Location(fields);
  }

  /** The values in the order of the fields. */
  public List<Value> values() {
    return List.of(values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EntityRow row
        && schema.equals(row.schema)
        && Arrays.equals(values, row.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  /** Names the entity only: a row's values must not reach a log (invariant 8). */
  @Override
  public String toString() {
    return "row of " + schema.name();
  }
}
