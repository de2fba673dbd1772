/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.value.Kind;
import dev.tandem.simulated.value.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue says of a type.
 *
 * @param odbcType ODBC's number for it
 * @param precision digits, characters or bytes, whatever the type counts; 0 for max types
 * @param bytes the longest value's
 * @param scale null where there is none
 * @param radix of the precision; null for what is no number
 * @param systemType the number in sys.types
 */
record TypeFacts(
    int odbcType,
    long precision,
    long bytes,
    @Nullable Long scale,
    @Nullable Long radix,
    int systemType) {
  private static final long LARGEST = Integer.MAX_VALUE;
  private static final Long TEN = 10L;
  private static final Long TWO = 2L;

  static TypeFacts of(SqlType type) {
    int length = Math.max(0, type.length());
    int scale = type.scale();
    int fraction = scale == 0 ? 0 : scale + 1;
    return switch (type.kind()) {
      case BIT -> number(-7, type, 1, 1, null);
      case TINYINT -> number(-6, type, 3, 1, 0L);
      case SMALLINT -> number(5, type, 5, 2, 0L);
      case INT -> number(4, type, 10, 4, 0L);
      case BIGINT -> number(-5, type, 19, 8, 0L);
      case REAL -> floating(7, type, 24, 4);
      case FLOAT -> floating(6, type, 53, 8);
      case SMALLMONEY -> number(3, type, 10, 12, 4L);
      case MONEY -> number(3, type, 19, 21, 4L);
      case DECIMAL -> number(3, type, length, length + 2, (long) scale);
      case NUMERIC -> number(2, type, length, length + 2, (long) scale);
      case DATE -> other(91, type, 10, 6, 0L);
      case TIME -> other(-154, type, 8 + fraction, 12, (long) scale);
      case SMALLDATETIME -> other(93, type, 16, 16, 0L);
      case DATETIME -> other(93, type, 23, 16, 3L);
      case DATETIME2 -> other(93, type, 19 + fraction, 16, (long) scale);
      case DATETIMEOFFSET -> other(-155, type, 26 + fraction, 20, (long) scale);
      case UNIQUEIDENTIFIER -> other(-11, type, 36, 16, null);
      case CHAR -> other(1, type, length, length, null);
      case VARCHAR -> other(12, type, length, length, null);
      case NCHAR -> other(-8, type, length, 2L * length, null);
      case NVARCHAR -> other(-9, type, length, 2L * length, null);
      case TEXT -> other(-1, type, LARGEST, LARGEST, null);
      case NTEXT -> other(-10, type, LARGEST / 2, LARGEST - 1, null);
      case XML -> other(-152, type, 0, 0, null);
      case BINARY -> other(-2, type, length, length, null);
      case VARBINARY -> other(-3, type, length, length, null);
      case IMAGE -> other(-4, type, LARGEST, LARGEST, null);
      case ROWVERSION -> other(-2, type, 8, 8, null);
    };
  }

  private static TypeFacts number(
      int odbc, SqlType type, long precision, long bytes, @Nullable Long scale) {
    return new TypeFacts(
        odbc, precision, bytes, scale, scale == null ? null : TEN, systemType(type.kind()));
  }

  private static TypeFacts floating(int odbc, SqlType type, long precision, long bytes) {
    return new TypeFacts(odbc, precision, bytes, null, TWO, systemType(type.kind()));
  }

  private static TypeFacts other(
      int odbc, SqlType type, long precision, long bytes, @Nullable Long scale) {
    return new TypeFacts(odbc, precision, bytes, scale, null, systemType(type.kind()));
  }

  static int systemType(Kind kind) {
    return switch (kind) {
      case IMAGE -> 34;
      case TEXT -> 35;
      case UNIQUEIDENTIFIER -> 36;
      case DATE -> 40;
      case TIME -> 41;
      case DATETIME2 -> 42;
      case DATETIMEOFFSET -> 43;
      case TINYINT -> 48;
      case SMALLINT -> 52;
      case INT -> 56;
      case SMALLDATETIME -> 58;
      case REAL -> 59;
      case MONEY -> 60;
      case DATETIME -> 61;
      case FLOAT -> 62;
      case NTEXT -> 99;
      case BIT -> 104;
      case DECIMAL -> 106;
      case NUMERIC -> 108;
      case SMALLMONEY -> 122;
      case BIGINT -> 127;
      case VARBINARY -> 165;
      case VARCHAR -> 167;
      case BINARY -> 173;
      case CHAR -> 175;
      case ROWVERSION -> 189;
      case NVARCHAR -> 231;
      case NCHAR -> 239;
      case XML -> 241;
    };
  }
}
