/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.mapping.PostgresPlan.Fact;
import dev.tandem.model.type.Value;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** A column that Tandem fills with what it knows of a change. */
record FactColumn(String name, Fact fact) {

  /** The type of the column. */
  String type() {
    return sent().sql();
  }

  /** Whether it comes with each change, and is not the server's to know. */
  boolean isSent() {
    return fact != Fact.WRITTEN_AT;
  }

  /** As what it is sent, where it is sent. */
  PgType sent() {
    return fact == Fact.OPERATION ? PgType.TEXT : PgType.TIMESTAMPTZ;
  }

  /** What is sent. */
  Value value(EntityChange.Upserted change) {
    return switch (fact) {
      case COMMITTED_AT ->
          new Value.Moment(Instant.EPOCH.plus(change.committedAtMicros(), ChronoUnit.MICROS));
      case OPERATION -> new Value.Text(change.origin().name().toLowerCase(Locale.ROOT));
      case WRITTEN_AT -> throw new IllegalArgumentException("the server knows it");
    };
  }
}
