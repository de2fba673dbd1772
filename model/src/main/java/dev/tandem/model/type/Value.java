/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;

/**
 * One value of a row, independent of any source or target. Two values are equal when they are the
 * same value: a decimal ignores its scale, JSON the order of its members, and negative zero is
 * zero.
 */
public sealed interface Value {

  /** SQL NULL. */
  Value NULL = new Null();

  /** Whether this is SQL NULL. */
  default boolean isNull() {
    return this == NULL;
  }

  /** SQL NULL; {@link #NULL} is its only instance. */
  final class Null implements Value {
    private Null() {}

    @Override
    public String toString() {
      return "NULL";
    }
  }

  /** A truth value. */
  record Bool(boolean value) implements Value {}

  /** A whole number of at most 64 bits. */
  record Int(long value) implements Value {}

  /** An exact number. */
  record Decimal(BigDecimal value) implements Value {
    @Override
    public boolean equals(Object other) {
      return other instanceof Decimal decimal && value.compareTo(decimal.value) == 0;
    }

    @Override
    public int hashCode() {
      return value.stripTrailingZeros().hashCode();
    }
  }

  /** A binary floating point number of 32 bits; never negative zero. */
  record Float32(float value) implements Value {
    /** Turns negative zero, which no target keeps reliably, into zero. */
    public Float32 {
      value = value == 0f ? 0f : value;
    }
  }

  /** A binary floating point number of 64 bits; never negative zero. */
  record Float64(double value) implements Value {
    /** Turns negative zero, which no target keeps reliably, into zero. */
    public Float64 {
      value = value == 0d ? 0d : value;
    }
  }

  /**
   * Bits as a source holds them: a number in base two, which must not be taken for the text of a
   * decimal one.
   *
   * @param digits 0 and 1, the highest first
   */
  record Bits(String digits) implements Value {
    /** The number that they spell. */
    public BigDecimal number() {
      return new BigDecimal(new BigInteger(digits, 2));
    }
  }

  /** A date such as 0000-00-00, which a source can hold and no calendar has; no type accepts it. */
  record NoDate() implements Value {}

  /**
   * What cannot be told of a row because of rows of other tables; no type accepts it.
   *
   * @param why without any value
   */
  record Unfit(ValueError error, String why) implements Value {}

  /** Characters; also labels, UUIDs and bit strings, in the spelling of their type. */
  record Text(String value) implements Value {}

  /** Bytes. */
  final class Bytes implements Value {
    private final byte[] value;

    private Bytes(byte[] value) {
      this.value = value;
    }

    /** Takes over the array: the caller must not change it afterwards. */
    public static Bytes of(byte[] value) {
      return new Bytes(value);
    }

    /** The bytes themselves, not a copy: for reading only. */
    public byte[] value() {
      return value;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
      return "Bytes[" + value.length + "]";
    }
  }

  /** A day without a zone. */
  record Date(LocalDate value) implements Value {}

  /** A time of day, to the microsecond. */
  record Time(LocalTime value) implements Value {}

  /** A span of time, signed, in microseconds. */
  record Duration(long micros) implements Value {}

  /** A day and time without a zone, to the microsecond. */
  record Timestamp(LocalDateTime value) implements Value {}

  /** A point in time, to the microsecond. */
  record Moment(Instant value) implements Value {}

  /** A JSON document. */
  record Json(JsonTree value) implements Value {}

  /** Values in order. */
  record Array(List<Value> values) implements Value {
    /** Copies the list. */
    public Array {
      values = List.copyOf(values);
    }
  }
}
