/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.tds;

import dev.tandem.simulated.value.Kind;
import dev.tandem.simulated.value.SqlType;
import java.io.IOException;

/** The numbers of TDS that reader and writer share. */
final class Tds {
  static final int NULL_TYPE = 0x1F;
  static final int IMAGE = 0x22;
  static final int TEXT = 0x23;
  static final int GUID = 0x24;
  static final int INT = 0x26;
  static final int DATE = 0x28;
  static final int TIME = 0x29;
  static final int DATETIME2 = 0x2A;
  static final int DATETIMEOFFSET = 0x2B;
  static final int NTEXT = 0x63;
  static final int BIT = 0x68;
  static final int DECIMAL = 0x6A;
  static final int NUMERIC = 0x6C;
  static final int FLOAT = 0x6D;
  static final int MONEY = 0x6E;
  static final int DATETIME = 0x6F;
  static final int VARBINARY = 0xA5;
  static final int VARCHAR = 0xA7;
  static final int BINARY = 0xAD;
  static final int CHAR = 0xAF;
  static final int NVARCHAR = 0xE7;
  static final int NCHAR = 0xEF;
  static final int XML = 0xF1;

  /** A length that says: max type, or NULL. */
  static final int NO_LENGTH = 0xFFFF;

  static final int COLLATION_BYTES = 5;

  /** SQL_Latin1_General_CP1_CI_AS. */
  private static final long COLLATION = 0x34_00_D0_04_09L;

  private Tds() {}

  static void writeCollation(TdsOutput out) throws IOException {
    out.number(COLLATION, COLLATION_BYTES);
  }

  /** The bytes of a time of day with so many digits of a second. */
  static int timeBytes(int scale) {
    return scale <= 2 ? 3 : scale <= 4 ? 4 : 5;
  }

  static int token(Kind kind) {
    return switch (kind) {
      case BIT -> BIT;
      case TINYINT, SMALLINT, INT, BIGINT -> INT;
      case REAL, FLOAT -> FLOAT;
      case SMALLMONEY, MONEY -> MONEY;
      case DECIMAL -> DECIMAL;
      case NUMERIC -> NUMERIC;
      case DATE -> DATE;
      case TIME -> TIME;
      case SMALLDATETIME, DATETIME -> DATETIME;
      case DATETIME2 -> DATETIME2;
      case DATETIMEOFFSET -> DATETIMEOFFSET;
      case UNIQUEIDENTIFIER -> GUID;
      case CHAR -> CHAR;
      case VARCHAR -> VARCHAR;
      case TEXT -> TEXT;
      case NCHAR -> NCHAR;
      case NVARCHAR -> NVARCHAR;
      case NTEXT -> NTEXT;
      case XML -> XML;
      case BINARY, ROWVERSION -> BINARY;
      case VARBINARY -> VARBINARY;
      case IMAGE -> IMAGE;
    };
  }

  /** The bytes of every value of a type of fixed length. */
  static int fixedBytes(SqlType type) {
    return switch (type.kind()) {
      case BIT, TINYINT -> 1;
      case SMALLINT -> 2;
      case INT, REAL, SMALLMONEY, SMALLDATETIME -> 4;
      case BIGINT, FLOAT, MONEY, DATETIME, ROWVERSION -> 8;
      case DATE -> 3;
      case TIME -> timeBytes(type.scale());
      case DATETIME2 -> timeBytes(type.scale()) + 3;
      case DATETIMEOFFSET -> timeBytes(type.scale()) + 5;
      case UNIQUEIDENTIFIER -> 16;
      case DECIMAL, NUMERIC -> 17;
      default -> throw new IllegalArgumentException(type + " has no fixed length.");
    };
  }
}
