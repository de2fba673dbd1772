/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import dev.tandem.model.type.JsonTree;
import dev.tandem.model.type.JsonTree.JsonNumber;
import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Values as bytes: equal values give equal bytes, other values others, so that a hash of the bytes
 * stands for the values. Each value begins with its kind, and says where it ends.
 */
final class CanonicalBytes {
  private static final int KEPT_BYTES = 1 << 16;

  private byte[] bytes = new byte[512];
  private int length;

  /** Forgets everything; a buffer that one huge row made is given back. */
  void clear() {
    length = 0;
    if (bytes.length > KEPT_BYTES) {
      bytes = new byte[512];
    }
  }

  /** Not a copy: valid up to {@link #length()} and until the next change. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void value(Value value) {
    if (value.isNull()) {
      octet('0');
    } else if (value instanceof Value.Int number) {
      octet('i');
      number(number.value());
    } else if (value instanceof Value.Text text) {
      octet('t');
      text(text.value());
    } else if (value instanceof Value.Decimal decimal) {
      octet('d');
      decimal(decimal.value());
    } else if (value instanceof Value.Bool bool) {
      octet(bool.value() ? 'T' : 'F');
    } else if (value instanceof Value.Float32 number) {
      octet('f');
      number(Float.floatToIntBits(number.value()));
    } else if (value instanceof Value.Float64 number) {
      octet('g');
      number(Double.doubleToLongBits(number.value()));
    } else if (value instanceof Value.Bytes raw) {
      octet('b');
      raw(raw.value());
    } else if (value instanceof Value.Array array) {
      octet('a');
      array(array.values());
    } else if (value instanceof Value.Json json) {
      octet('j');
      json(json.value().root());
    } else if (value instanceof Value.Bits bits) {
      octet('x');
      text(bits.digits());
    } else if (value instanceof Value.NoDate) {
      octet('N');
    } else if (value instanceof Value.Unfit unfit) {
      octet('u');
      text(unfit.error() + ":" + unfit.why());
    } else {
      time(value);
    }
  }

  private void time(Value value) {
    if (value instanceof Value.Date date) {
      octet('D');
      number(date.value().toEpochDay());
    } else if (value instanceof Value.Time time) {
      octet('h');
      number(time.value().toNanoOfDay());
    } else if (value instanceof Value.Duration span) {
      octet('s');
      number(span.micros());
    } else if (value instanceof Value.Timestamp timestamp) {
      octet('z');
      dateTime(timestamp.value().toLocalDate(), timestamp.value().toLocalTime());
    } else if (value instanceof Value.Moment moment) {
      octet('m');
      instant(moment.value());
    } else {
      throw new IllegalArgumentException("no bytes for a " + value.getClass().getSimpleName());
    }
  }

  private void dateTime(LocalDate date, LocalTime time) {
    number(date.toEpochDay());
    number(time.toNanoOfDay());
  }

  private void instant(Instant instant) {
    number(instant.getEpochSecond());
    number(instant.getNano());
  }

  private void array(List<Value> values) {
    number(values.size());
    values.forEach(this::value);
  }

  private void decimal(BigDecimal number) {
    BigDecimal shortest = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    number(shortest.scale());
    raw(shortest.unscaledValue().toByteArray());
  }

  private void json(@Nullable Object node) {
    if (node instanceof Map<?, ?> members) {
      octet('{');
      members(new TreeMap<>(members));
    } else if (node instanceof List<?> items) {
      octet('[');
      number(items.size());
      items.forEach(this::json);
    } else if (node instanceof JsonNumber number) {
      jsonNumber(number);
    } else if (node instanceof String text) {
      octet('"');
      text(text);
    } else if (node instanceof Boolean bool) {
      octet(bool ? 'T' : 'F');
    } else if (node == null) {
      octet('0');
    } else {
      throw new IllegalArgumentException(
          "no " + JsonTree.class.getSimpleName() + " holds a " + node.getClass().getSimpleName());
    }
  }

  private void jsonNumber(JsonNumber number) {
    BigDecimal value;
    try {
      value = number.value().stripTrailingZeros();
    } catch (ArithmeticException | NumberFormatException e) {
      octet('N'); // an exponent beyond all numbers: equal only to the same spelling
      text(number.text());
      return;
    }
    octet('n');
    decimal(value);
  }

  private void members(Map<?, ?> sorted) {
    number(sorted.size());
    sorted.forEach(
        (name, member) -> {
          text((String) name);
          json(member);
        });
  }

  void number(long number) {
    room(Long.BYTES);
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      bytes[length++] = (byte) (number >>> shift);
    }
  }

  /** Not in UTF-8, which has no bytes for half a surrogate pair. */
  void text(String text) {
    number(text.length());
    room(3 * text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes[length++] = (byte) c;
      } else {
        bytes[length++] = (byte) 0x80;
        bytes[length++] = (byte) (c >>> 8);
        bytes[length++] = (byte) c;
      }
    }
  }

  private void raw(byte[] raw) {
    number(raw.length);
    room(raw.length);
    System.arraycopy(raw, 0, bytes, length, raw.length);
    length += raw.length;
  }

  private void octet(char kind) {
    room(1);
    bytes[length++] = (byte) kind;
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
