/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** Asks a value for what a transform works on; nothing is turned into text unasked. */
final class Kinds {
  private Kinds() {}

  /** What a transform of text does. */
  @FunctionalInterface
  interface OnText {
    Value apply(String text) throws Refused;
  }

  /** A transform of text into text that never refuses any. */
  @FunctionalInterface
  interface TextOnly {
    String apply(String text);
  }

  static Transform onText(OnText step) {
    return value -> step.apply(text(value));
  }

  static Transform textOnly(TextOnly step) {
    return value -> new Value.Text(step.apply(text(value)));
  }

  static String text(Value value) throws Refused {
    if (value instanceof Value.Text text) {
      return text.value();
    }
    throw wrongKind(value, "text");
  }

  static byte[] bytes(Value value) throws Refused {
    if (value instanceof Value.Bytes bytes) {
      return bytes.value();
    }
    throw wrongKind(value, "bytes");
  }

  static Refused wrongKind(Value value, String wanted) {
    return refused("works on " + wanted + ", not on a value of the kind " + name(value));
  }

  static String name(Value value) {
    return value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  static Refused refused(String reason) {
    return new Refused(ValueError.TRANSFORM, reason);
  }

  /** The exact number; empty for what is none, NaN and the infinities. */
  static Optional<BigDecimal> number(Value value) {
    if (value instanceof Value.Int number) {
      return Optional.of(BigDecimal.valueOf(number.value()));
    } else if (value instanceof Value.Decimal number) {
      return Optional.of(number.value());
    } else if (value instanceof Value.Float32 number && Float.isFinite(number.value())) {
      return Optional.of(new BigDecimal(number.value()));
    } else if (value instanceof Value.Float64 number && Double.isFinite(number.value())) {
      return Optional.of(new BigDecimal(number.value()));
    }
    return Optional.empty();
  }
}
