/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.entity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of an entity, as one revision of the mapping makes them from one state of its table.
 *
 * @param key names of the key's fields in key order, never empty
 */
public record EntitySchema(EntityName name, List<EntityField> fields, List<String> key) {

  /** Copies the lists and checks that the key is made of fields. */
  public EntitySchema {
    fields = List.copyOf(fields);
    key = List.copyOf(key);
    if (key.isEmpty() || !fields.stream().map(EntityField::name).toList().containsAll(key)) {
      throw new IllegalArgumentException("the key " + key + " is not among the fields of " + name);
    }
  }

  /** Not of all fields: it is asked for with every record. */
  @Override
  public int hashCode() {
    return 31 * name.hashCode() + fields.size();
  }

  /** Where each field stands, by name. */
  public Map<String, Integer> positions() {
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      positions.put(fields.get(i).name(), i);
    }
    return positions;
  }

  /** The field of that name. */
  public EntityField field(String name) {
    for (EntityField field : fields) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    throw new IllegalArgumentException("no field " + name + " in " + this.name);
  }
}
