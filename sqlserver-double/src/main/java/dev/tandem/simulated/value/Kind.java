/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.value;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A type's name without length, precision and scale, and the Java class of its values. */
public enum Kind {
  /** {@link Boolean}. */
  BIT("bit"),
  /** {@link Long}, as are all integers. */
  TINYINT("tinyint"),
  SMALLINT("smallint"),
  INT("int"),
  BIGINT("bigint"),
  /** {@link Float}. */
  REAL("real"),
  /** {@link Double}. */
  FLOAT("float"),
  /** {@link java.math.BigDecimal} of scale 4, as is money. */
  SMALLMONEY("smallmoney"),
  MONEY("money"),
  /** {@link java.math.BigDecimal}, as is numeric. */
  DECIMAL("decimal"),
  NUMERIC("numeric"),
  /** {@link java.time.LocalDate}. */
  DATE("date"),
  /** {@link java.time.LocalTime}. */
  TIME("time"),
  /** {@link java.time.LocalDateTime}, as are the three that follow. */
  SMALLDATETIME("smalldatetime"),
  DATETIME("datetime"),
  DATETIME2("datetime2"),
  /** {@link java.time.OffsetDateTime}. */
  DATETIMEOFFSET("datetimeoffset"),
  /** {@link java.util.UUID}. */
  UNIQUEIDENTIFIER("uniqueidentifier"),
  /** {@link String}, as are all texts. */
  CHAR("char"),
  VARCHAR("varchar"),
  TEXT("text"),
  NCHAR("nchar"),
  NVARCHAR("nvarchar"),
  NTEXT("ntext"),
  XML("xml"),
  /** {@link Binary}, as are the four that follow. */
  BINARY("binary"),
  VARBINARY("varbinary"),
  IMAGE("image"),
  /** Made by the server with every write of its row. */
  ROWVERSION("timestamp");

  private final String sqlName;

  Kind(String sqlName) {
    this.sqlName = sqlName;
  }

  /** As the catalogue spells it. */
  public String sqlName() {
    return sqlName;
  }

  static Optional<Kind> named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.equals("rowversion")) {
      return Optional.of(ROWVERSION);
    }
    return Arrays.stream(values()).filter(kind -> kind.sqlName.equals(lower)).findFirst();
  }

  /** Whether a declaration has a length in brackets. */
  boolean hasLength() {
    return switch (this) {
      case CHAR, VARCHAR, NCHAR, NVARCHAR, BINARY, VARBINARY -> true;
      default -> false;
    };
  }

  boolean hasPrecision() {
    return this == DECIMAL || this == NUMERIC;
  }

  boolean hasFraction() {
    return this == TIME || this == DATETIME2 || this == DATETIMEOFFSET;
  }

  /** Whether its values are text of one byte a character. */
  public boolean isNarrowText() {
    return this == CHAR || this == VARCHAR || this == TEXT;
  }

  public boolean isText() {
    return isNarrowText() || this == NCHAR || this == NVARCHAR || this == NTEXT || this == XML;
  }

  public boolean isBinary() {
    return this == BINARY || this == VARBINARY || this == IMAGE || this == ROWVERSION;
  }

  public boolean isInteger() {
    return this == TINYINT || this == SMALLINT || this == INT || this == BIGINT;
  }

  public boolean isNumber() {
    return switch (this) {
      case BIT, TINYINT, SMALLINT, INT, BIGINT, REAL, FLOAT, SMALLMONEY, MONEY, DECIMAL, NUMERIC ->
          true;
      default -> false;
    };
  }

  /** The types that older releases had for long values. */
  public boolean isFormerLob() {
    return this == TEXT || this == NTEXT || this == IMAGE;
  }
}
