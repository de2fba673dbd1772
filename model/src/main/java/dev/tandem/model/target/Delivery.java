/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.target;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntitySchema;

/** A change on its way to a target, with the place that it came from. */
public record Delivery(Lane lane, long offset, EntitySchema schema, EntityChange change) {

  /** {@code topic-partition@offset}. */
  public String position() {
    return lane + "@" + offset;
  }
}
