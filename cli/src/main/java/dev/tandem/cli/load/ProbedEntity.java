/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.load;

import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.mapping.EntityPlan;
import java.util.List;
import java.util.Map;

/**
 * An entity whose rows are looked for at a target.
 *
 * @param table the sample's table that it is made of
 * @param revisionField the field that tells a row's changes apart
 * @param places where the target keeps the rows that probes change, by their numbers
 */
record ProbedEntity(
    EntityPlan plan,
    String table,
    EntitySchema schema,
    String revisionField,
    Map<Long, Location> places) {

  /** Copies the places. */
  ProbedEntity {
    places = Map.copyOf(places);
  }

  /** The key, and the field that tells changes apart: all that must be read. */
  EntitySchema wanted() {
    List<EntityField> fields =
        schema.fields().stream()
            .filter(
                field -> schema.key().contains(field.name()) || field.name().equals(revisionField))
            .toList();
    return new EntitySchema(schema.name(), fields, schema.key());
  }
}
