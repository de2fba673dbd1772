/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** When an item expires; a date or time without a zone counts as UTC. */
final class Expiry {
  private Expiry() {}

  /** In seconds since 1970, or empty when the field is NULL. */
  static Optional<Long> of(DynamoPlan.TimeToLive plan, EntityRow row) throws Refused {
    Value value = row.value(plan.field());
    return value.isNull()
        ? Optional.empty()
        : Optional.of(start(value, plan.field()).plus(plan.after()).getEpochSecond());
  }

  private static Instant start(Value value, String field) throws Refused {
    if (value instanceof Value.Moment moment) {
      return moment.value();
    } else if (value instanceof Value.Timestamp timestamp) {
      return timestamp.value().toInstant(ZoneOffset.UTC);
    } else if (value instanceof Value.Date date) {
      return date.value().atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    throw new Refused(ValueError.TYPE, "ttl: field " + field + " names no day");
  }
}
