/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.tds;

import dev.tandem.simulated.value.Binary;
import dev.tandem.simulated.value.Coercion;
import dev.tandem.simulated.value.Guids;
import dev.tandem.simulated.value.Kind;
import dev.tandem.simulated.value.SqlType;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads the types and values of parameters. */
final class ParameterReader {
  private static final int OUTPUT = 0x01;
  private static final int LARGEST_SCALE = 7;
  private static final int LARGEST_OFFSET = 14 * 60;

  private final ByteReader in;

  private ParameterReader(ByteReader in) {
    this.in = in;
  }

  static Parameter read(ByteReader in, String name) throws ProtocolException {
    boolean output = (in.u8() & OUTPUT) != 0;
    ParameterReader reader = new ParameterReader(in);
    SqlType type = reader.type();
    return new Parameter(name, output, type, reader.value(type));
  }

  private SqlType type() throws ProtocolException {
    int token = in.u8();
    return switch (token) {
      case Tds.NULL_TYPE -> SqlType.of(Kind.CHAR);
      case Tds.INT -> sized(Kind.TINYINT, Kind.SMALLINT, Kind.INT, Kind.BIGINT);
      case Tds.BIT -> sized(Kind.BIT);
      case Tds.FLOAT -> sized(null, null, Kind.REAL, Kind.FLOAT);
      case Tds.MONEY -> sized(null, null, Kind.SMALLMONEY, Kind.MONEY);
      case Tds.DATETIME -> sized(null, null, Kind.SMALLDATETIME, Kind.DATETIME);
      case Tds.GUID -> sized(null, null, null, null, Kind.UNIQUEIDENTIFIER);
      case Tds.DECIMAL -> decimal(Kind.DECIMAL);
      case Tds.NUMERIC -> decimal(Kind.NUMERIC);
      case Tds.DATE -> SqlType.of(Kind.DATE);
      case Tds.TIME -> scaled(Kind.TIME);
      case Tds.DATETIME2 -> scaled(Kind.DATETIME2);
      case Tds.DATETIMEOFFSET -> scaled(Kind.DATETIMEOFFSET);
      case Tds.BINARY -> counted(Kind.BINARY, 1);
      case Tds.VARBINARY -> counted(Kind.VARBINARY, 1);
      case Tds.CHAR -> counted(Kind.CHAR, 1);
      case Tds.VARCHAR -> counted(Kind.VARCHAR, 1);
      case Tds.NCHAR -> counted(Kind.NCHAR, 2);
      case Tds.NVARCHAR -> counted(Kind.NVARCHAR, 2);
      case Tds.XML -> xml();
      case Tds.TEXT -> lob(Kind.TEXT);
      case Tds.NTEXT -> lob(Kind.NTEXT);
      case Tds.IMAGE -> lob(Kind.IMAGE);
      default -> throw new ProtocolException("A parameter has the unknown type " + token + ".");
    };
  }

  /** The kind for a value of 1, 2, 4, 8 or 16 bytes. */
  private SqlType sized(@Nullable Kind... kinds) throws ProtocolException {
    int bytes = in.u8();
    int power = Integer.numberOfTrailingZeros(bytes);
    @Nullable Kind kind =
        Integer.bitCount(bytes) == 1 && power < kinds.length ? kinds[power] : null;
    if (kind == null) {
      throw new ProtocolException("A parameter's type cannot have " + bytes + " bytes.");
    }
    return SqlType.of(kind);
  }

  private SqlType decimal(Kind kind) throws ProtocolException {
    in.u8(); // its longest value
    int precision = in.u8();
    return new SqlType(kind, precision, in.u8());
  }

  private SqlType scaled(Kind kind) throws ProtocolException {
    int scale = in.u8();
    if (scale > LARGEST_SCALE) {
      throw new ProtocolException("A time has more than seven digits of a second.");
    }
    return new SqlType(kind, 0, scale);
  }

  private SqlType counted(Kind kind, int bytesEach) throws ProtocolException {
    int bytes = in.u16();
    if (kind.isText()) {
      in.skip(Tds.COLLATION_BYTES);
    }
    return new SqlType(kind, bytes == Tds.NO_LENGTH ? SqlType.MAX : bytes / bytesEach, 0);
  }

  private SqlType xml() throws ProtocolException {
    if (in.u8() != 0) {
      throw new ProtocolException("A parameter's XML schema is not imitated.");
    }
    return SqlType.of(Kind.XML);
  }

  private SqlType lob(Kind kind) throws ProtocolException {
    in.i32(); // its longest value
    if (kind.isText()) {
      in.skip(Tds.COLLATION_BYTES);
    }
    return SqlType.of(kind);
  }

  private @Nullable Object value(SqlType type) throws ProtocolException {
    Kind kind = type.kind();
    if (type.length() == 0 && kind == Kind.CHAR) {
      return null; // the type of NULL alone has no values
    }
    if (type.isMax() || kind == Kind.XML) {
      return converted(kind, chunks());
    }
    if (kind.isFormerLob()) {
      int length = in.i32();
      return converted(kind, length == -1 ? null : in.bytes(length));
    }
    if (kind.isText() || kind.isBinary()) {
      int length = in.u16();
      return converted(kind, length == Tds.NO_LENGTH ? null : in.bytes(length));
    }
    int length = in.u8();
    return length == 0 ? null : fixed(type, length);
  }

  private static @Nullable Object converted(Kind kind, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    if (kind.isBinary()) {
      return Binary.of(bytes);
    }
    Charset charset = kind.isNarrowText() ? Coercion.NARROW : StandardCharsets.UTF_16LE;
    String text = new String(bytes, charset);
    boolean marked = kind == Kind.XML && !text.isEmpty() && text.charAt(0) == '\uFEFF';
    return marked ? text.substring(1) : text;
  }

  private byte @Nullable [] chunks() throws ProtocolException {
    if (in.i64() == -1) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int length = in.i32(); length != 0; length = in.i32()) {
      bytes.writeBytes(in.bytes(length));
    }
    return bytes.toByteArray();
  }

  private Object fixed(SqlType type, int length) throws ProtocolException {
    Kind kind = type.kind();
    if (kind != Kind.DECIMAL && kind != Kind.NUMERIC && length != Tds.fixedBytes(type)) {
      throw new ProtocolException("A parameter's value has not its type's length.");
    }
    return switch (kind) {
      case BIT -> in.u8() != 0;
      case TINYINT -> in.unsigned(1);
      case SMALLINT, INT, BIGINT -> in.signed(length);
      case REAL -> Float.intBitsToFloat(in.i32());
      case FLOAT -> Double.longBitsToDouble(in.i64());
      case SMALLMONEY -> BigDecimal.valueOf(in.i32(), 4);
      case MONEY -> money();
      case DECIMAL, NUMERIC -> decimal(type.scale(), length);
      case DATE -> TimeScale.date(in.unsigned(3));
      case TIME -> TimeScale.time(in.unsigned(length), type.scale());
      case SMALLDATETIME -> formerMinutes();
      case DATETIME -> formerTicks();
      case DATETIME2 -> dateTime(type.scale());
      case DATETIMEOFFSET -> dateTimeOffset(type.scale());
      case UNIQUEIDENTIFIER -> Guids.read(in.bytes(length));
      default -> throw new ProtocolException("A parameter has a length that is not its type's.");
    };
  }

  private BigDecimal money() throws ProtocolException {
    long high = in.i32();
    return BigDecimal.valueOf((high << 32) | in.unsigned(4), 4);
  }

  private BigDecimal decimal(int scale, int length) throws ProtocolException {
    int sign = in.u8() == 0 ? -1 : 1;
    byte[] little = in.bytes(length - 1);
    byte[] magnitude = new byte[little.length];
    for (int i = 0; i < little.length; i++) {
      magnitude[i] = little[little.length - 1 - i];
    }
    return new BigDecimal(new BigInteger(sign, magnitude), scale);
  }

  private LocalDateTime formerMinutes() throws ProtocolException {
    int days = in.u16();
    return TimeScale.fromMinutes(days, in.u16());
  }

  private LocalDateTime formerTicks() throws ProtocolException {
    int days = in.i32();
    return TimeScale.fromTicks(days, in.i32());
  }

  private LocalDateTime dateTime(int scale) throws ProtocolException {
    var time = TimeScale.time(in.unsigned(Tds.timeBytes(scale)), scale);
    return TimeScale.date(in.unsigned(3)).atTime(time);
  }

  private Object dateTimeOffset(int scale) throws ProtocolException {
    LocalDateTime utc = dateTime(scale);
    int minutes = in.i16();
    if (Math.abs(minutes) > LARGEST_OFFSET) {
      throw new ProtocolException("An offset is larger than fourteen hours.");
    }
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * minutes);
    return utc.atOffset(ZoneOffset.UTC).withOffsetSameInstant(offset);
  }
}
