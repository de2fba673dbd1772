/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.type.DecimalType;
import dev.tandem.model.type.IntType;
import dev.tandem.model.type.TextType;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.ValueError;
import dev.tandem.mysql.Sql;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a type that takes numbers refuses of those that a column can hold. */
final class NumberFit {
  private static final int FLOAT_BITS = 24;
  private static final int DOUBLE_BITS = 53;
  private static final BigInteger UINT64 =
      BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

  private final NumberRange range;
  private final Type type;

  /** Without the zeros that ZEROFILL puts before a number. */
  private final String number;

  private NumberFit(SourceColumn column, NumberRange range, Type type) {
    this.range = range;
    this.type = type;
    this.number = Sql.quote(column.name());
  }

  static Optional<Misfit> of(SourceColumn column, NumberRange range, Type type) {
    return new NumberFit(column, range, type).misfit();
  }

  private Optional<Misfit> misfit() {
    if (type instanceof IntType whole) {
      BigInteger half = BigInteger.ONE.shiftLeft(whole.bits() - 1);
      return whole(half.negate(), half.subtract(BigInteger.ONE));
    } else if (type instanceof DecimalType decimal) {
      return decimal(decimal);
    } else if (type instanceof TextType text) {
      return text(text);
    }
    return switch (type.kind()) {
      case UINT64 -> whole(BigInteger.ZERO, UINT64);
      case BOOLEAN ->
          Misfit.rows(
              ValueError.BOOL_RANGE, number + " NOT IN (0, 1)", "with another number than 0 and 1");
      case FLOAT32 -> floating(FLOAT_BITS);
      case FLOAT64 -> floating(DOUBLE_BITS);
      default -> Optional.empty();
    };
  }

  private Optional<Misfit> whole(BigInteger least, BigInteger most) {
    List<String> conditions = new ArrayList<>();
    if (range.least().compareTo(least) < 0) {
      conditions.add(number + " < " + least);
    }
    if (range.most().compareTo(most) > 0) {
      conditions.add(number + " > " + most);
    }
    if (range.scale() > 0) {
      conditions.add(number + " <> TRUNCATE(" + number + ", 0)");
    }
    return any(ValueError.INT_RANGE, conditions, "with a number that " + type + " does not hold");
  }

  private Optional<Misfit> decimal(DecimalType decimal) {
    List<String> conditions = new ArrayList<>();
    ValueError error = ValueError.DECIMAL_PRECISION;
    BigInteger limit = BigInteger.TEN.pow(decimal.precision() - decimal.scale());
    if (range.largest().compareTo(limit) >= 0) {
      conditions.add(number + " <= -" + limit + " OR " + number + " >= " + limit);
    }
    if (range.scale() > decimal.scale()) {
      error = ValueError.DECIMAL_SCALE;
      conditions.add(number + " <> TRUNCATE(" + number + ", " + decimal.scale() + ")");
    }
    return any(error, conditions, "with more digits than " + type + " holds");
  }

  private Optional<Misfit> text(TextType text) {
    return range.characters() > text.length()
        ? Misfit.rows(
            ValueError.LENGTH,
            "CHAR_LENGTH(" + number + " + 0) > " + text.length(),
            "with a number of more than " + text.length() + " characters")
        : Optional.empty();
  }

  private Optional<Misfit> floating(int bits) {
    boolean exact =
        range.scale() == 0 && range.largest().compareTo(BigInteger.ONE.shiftLeft(bits)) <= 0;
    return exact
        ? Optional.empty()
        : Misfit.unknown(ValueError.FLOAT_RANGE, "with a number that " + type + " would round");
  }

  private static Optional<Misfit> any(ValueError error, List<String> conditions, String phrase) {
    return conditions.isEmpty()
        ? Optional.empty()
        : Misfit.rows(error, String.join(" OR ", conditions), phrase);
  }
}
