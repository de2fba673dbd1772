/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import java.util.Optional;

/** The one spelling of a value, as entity topics have it. */
public final class CanonicalText {
  private CanonicalText() {}

  /** Empty for what has none: floating point numbers, bytes, JSON and arrays. */
  public static Optional<String> of(Value value) {
    if (value instanceof Value.Text text) {
      return Optional.of(text.value());
    } else if (value instanceof Value.Bool bool) {
      return Optional.of(Boolean.toString(bool.value()));
    } else if (value instanceof Value.Int number) {
      return Optional.of(Long.toString(number.value()));
    } else if (value instanceof Value.Decimal number) {
      return Optional.of(number.value().toPlainString());
    }
    return time(value);
  }

  private static Optional<String> time(Value value) {
    if (value instanceof Value.Date date) {
      return Optional.of(date.value().toString());
    } else if (value instanceof Value.Time time) {
      return Optional.of(Iso.time(time.value()));
    } else if (value instanceof Value.Duration span) {
      return Optional.of(DurationType.format(span.micros()));
    } else if (value instanceof Value.Timestamp timestamp) {
      return Optional.of(Iso.timestamp(timestamp.value()));
    } else if (value instanceof Value.Moment moment) {
      return Optional.of(Iso.instant(moment.value()));
    }
    return Optional.empty();
  }
}
