/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.type.ArrayType;
import dev.tandem.model.type.DecimalType;
import dev.tandem.model.type.DurationType;
import dev.tandem.model.type.Iso;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How a value looks in DynamoDB; {@link FromAttribute} is the way back. */
final class ToAttribute {
  /** The most digits of a number: a wider decimal is text, whatever the single value needs. */
  static final int DIGITS = 38;

  private static final int HIGHEST_EXPONENT = 125;
  private static final int LOWEST_EXPONENT = -130;

  private ToAttribute() {}

  /**
   * The attribute of a value.
   *
   * @param value what the type accepted, never NULL
   */
  static AttributeValue of(Type type, Value value) throws Refused {
    return switch (type.kind()) {
      case BOOLEAN -> AttributeValue.fromBool(((Value.Bool) value).value());
      case INT -> AttributeValue.fromN(Long.toString(((Value.Int) value).value()));
      case UINT64 -> number(((Value.Decimal) value).value());
      case DECIMAL -> decimal((DecimalType) type, ((Value.Decimal) value).value());
      case FLOAT32, FLOAT64 -> floating(value);
      case TEXT, ENUM, UUID, BITS -> AttributeValue.fromS(((Value.Text) value).value());
      case DATE, TIME, DURATION, TIMESTAMP, INSTANT -> AttributeValue.fromS(temporal(value));
      case BYTES ->
          AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(((Value.Bytes) value).value()));
      case JSON -> JsonAttribute.of(((Value.Json) value).value().root());
      case ARRAY -> array((ArrayType) type, (Value.Array) value);
    };
  }

  /** A number in its shortest spelling. */
  static AttributeValue number(BigDecimal number) throws Refused {
    if (number.signum() == 0) {
      return AttributeValue.fromN("0");
    }
    BigDecimal digits = number.stripTrailingZeros();
    long exponent = (long) digits.precision() - digits.scale() - 1;
    if (digits.precision() > DIGITS || exponent > HIGHEST_EXPONENT || exponent < LOWEST_EXPONENT) {
      throw new Refused(ValueError.DYNAMO_NUMBER_RANGE, "a number that DynamoDB cannot hold");
    }
    return AttributeValue.fromN(digits.toString());
  }

  private static AttributeValue decimal(DecimalType type, BigDecimal number) throws Refused {
    return type.precision() <= DIGITS
        ? number(number)
        : AttributeValue.fromS(number.toPlainString());
  }

  private static AttributeValue floating(Value value) throws Refused {
    String text =
        value instanceof Value.Float32 narrow
            ? Float.toString(narrow.value())
            : Double.toString(((Value.Float64) value).value());
    try {
      return number(new BigDecimal(text));
    } catch (NumberFormatException e) {
      throw new Refused(ValueError.DYNAMO_NUMBER_RANGE, "not a finite number");
    }
  }

  private static String temporal(Value value) {
    if (value instanceof Value.Date date) {
      return date.value().toString();
    } else if (value instanceof Value.Time time) {
      return Iso.time(time.value());
    } else if (value instanceof Value.Duration span) {
      return DurationType.format(span.micros());
    } else if (value instanceof Value.Timestamp timestamp) {
      return Iso.timestamp(timestamp.value());
    }
    return Iso.instant(((Value.Moment) value).value());
  }

  private static AttributeValue array(ArrayType type, Value.Array array) throws Refused {
    List<AttributeValue> items = new ArrayList<>(array.values().size());
    for (Value item : array.values()) {
      items.add(item.isNull() ? AttributeValue.fromNul(true) : of(type.element(), item));
    }
    return AttributeValue.fromL(items);
  }
}
