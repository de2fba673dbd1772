/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.tds;

import dev.tandem.simulated.value.Binary;
import dev.tandem.simulated.value.Coercion;
import dev.tandem.simulated.value.Guids;
import dev.tandem.simulated.value.Kind;
import dev.tandem.simulated.value.SqlType;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes types and values as a result has them. */
final class ValueWriter {
  private static final int LONGEST_DECIMAL = 17;
  private static final int LONGEST_TEXT = 0x7FFF_FFFF;
  private static final byte[] TEXT_POINTER = new byte[16];
  private static final byte[] TEXT_STAMP = new byte[8];

  private final TdsOutput out;

  ValueWriter(TdsOutput out) {
    this.out = out;
  }

  /** TYPE_INFO. */
  void type(SqlType type) throws IOException {
    Kind kind = type.kind();
    out.u8(Tds.token(kind));
    switch (kind) {
      case DATE -> {}
      case TIME, DATETIME2, DATETIMEOFFSET -> out.u8(type.scale());
      case DECIMAL, NUMERIC -> {
        out.u8(LONGEST_DECIMAL);
        out.u8(type.length());
        out.u8(type.scale());
      }
      case XML -> out.u8(0);
      case TEXT, NTEXT, IMAGE -> out.i32(LONGEST_TEXT);
      case ROWVERSION -> out.u16(Tds.fixedBytes(type));
      case BINARY, VARBINARY, CHAR, VARCHAR ->
          out.u16(type.isMax() ? Tds.NO_LENGTH : type.length());
      case NCHAR, NVARCHAR -> out.u16(type.isMax() ? Tds.NO_LENGTH : 2 * type.length());
      default -> out.u8(Tds.fixedBytes(type));
    }
    if (kind.isText() && kind != Kind.XML) {
      Tds.writeCollation(out);
    }
  }

  void value(SqlType type, @Nullable Object value) throws IOException {
    Kind kind = type.kind();
    if (type.isMax() || kind == Kind.XML) {
      chunks(value == null ? null : bytes(kind, value));
    } else if (kind.isFormerLob()) {
      formerLob(value == null ? null : bytes(kind, value));
    } else if (kind.isText() || kind.isBinary()) {
      counted(value == null ? null : bytes(kind, value));
    } else if (value == null) {
      out.u8(0);
    } else {
      out.u8(Tds.fixedBytes(type));
      fixed(type, value);
    }
  }

  private static byte[] bytes(Kind kind, Object value) {
    if (value instanceof Binary binary) {
      return binary.bytes();
    }
    Charset charset = kind.isNarrowText() ? Coercion.NARROW : StandardCharsets.UTF_16LE;
    return ((String) value).getBytes(charset);
  }

  private void counted(byte @Nullable [] bytes) throws IOException {
    out.u16(bytes == null ? Tds.NO_LENGTH : bytes.length);
    if (bytes != null) {
      out.bytes(bytes);
    }
  }

  /** The max types: a length, one chunk, and no more. */
  private void chunks(byte @Nullable [] bytes) throws IOException {
    if (bytes == null) {
      out.i64(-1);
      return;
    }
    out.i64(bytes.length);
    if (bytes.length > 0) {
      out.i32(bytes.length);
      out.bytes(bytes);
    }
    out.i32(0);
  }

  private void formerLob(byte @Nullable [] bytes) throws IOException {
    if (bytes == null) {
      out.u8(0);
      return;
    }
    out.u8(TEXT_POINTER.length);
    out.bytes(TEXT_POINTER);
    out.bytes(TEXT_STAMP);
    out.i32(bytes.length);
    out.bytes(bytes);
  }

  private void fixed(SqlType type, Object value) throws IOException {
    switch (type.kind()) {
      case BIT -> out.u8((Boolean) value ? 1 : 0);
      case TINYINT, SMALLINT, INT, BIGINT -> out.number((Long) value, Tds.fixedBytes(type));
      case REAL -> out.i32(Float.floatToIntBits((Float) value));
      case FLOAT -> out.i64(Double.doubleToLongBits((Double) value));
      case SMALLMONEY -> out.i32(((BigDecimal) value).unscaledValue().intValueExact());
      case MONEY -> money(((BigDecimal) value).unscaledValue().longValueExact());
      case DECIMAL, NUMERIC -> decimal((BigDecimal) value);
      case DATE -> date((LocalDate) value);
      case TIME -> time((LocalTime) value, type.scale());
      case SMALLDATETIME -> {
        out.u16(TimeScale.formerDays((LocalDateTime) value));
        out.u16(TimeScale.minutes((LocalDateTime) value));
      }
      case DATETIME -> {
        out.i32(TimeScale.formerDays((LocalDateTime) value));
        out.i32(TimeScale.ticks((LocalDateTime) value));
      }
      case DATETIME2 -> dateTime((LocalDateTime) value, type.scale());
      case DATETIMEOFFSET -> {
        OffsetDateTime moment = (OffsetDateTime) value;
        LocalDateTime utc = moment.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
        dateTime(utc, type.scale());
        out.u16(moment.getOffset().getTotalSeconds() / 60);
      }
      case UNIQUEIDENTIFIER -> out.bytes(Guids.stored((UUID) value));
      default -> throw new IllegalArgumentException(type + " has no fixed length.");
    }
  }

  private void money(long units) throws IOException {
    out.i32((int) (units >>> 32));
    out.i32((int) units);
  }

  private void decimal(BigDecimal value) throws IOException {
    BigInteger magnitude = value.unscaledValue().abs();
    out.u8(value.signum() < 0 ? 0 : 1);
    out.i64(magnitude.longValue());
    out.i64(magnitude.shiftRight(Long.SIZE).longValue());
  }

  private void date(LocalDate date) throws IOException {
    out.number(TimeScale.days(date), 3);
  }

  private void time(LocalTime time, int scale) throws IOException {
    out.number(TimeScale.units(time, scale), Tds.timeBytes(scale));
  }

  private void dateTime(LocalDateTime value, int scale) throws IOException {
    time(value.toLocalTime(), scale);
    date(value.toLocalDate());
  }
}
