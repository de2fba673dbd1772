/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.type.ArrayType;
import dev.tandem.model.type.DecimalType;
import dev.tandem.model.type.JsonTree;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads a value back, exactly: what {@link ToAttribute} would not have written is refused. */
final class FromAttribute {
  private FromAttribute() {}

  /** The value that the attribute holds. */
  static Value value(Type type, AttributeValue attribute) throws Refused {
    Value value;
    try {
      value = type.accept(parsed(type, attribute));
    } catch (NumberFormatException | DateTimeException e) {
      throw new Refused(ValueError.TYPE, "not a " + type);
    }
    if (!Attributes.same(ToAttribute.of(type, value), attribute)) {
      throw new Refused(ValueError.TYPE, "not in the spelling of a " + type);
    }
    return value;
  }

  private static Value parsed(Type type, AttributeValue attribute) throws Refused {
    return switch (type.kind()) {
      case BOOLEAN -> new Value.Bool(of(attribute, AttributeValue.Type.BOOL).bool());
      case INT, UINT64 -> new Value.Decimal(number(attribute));
      case DECIMAL -> new Value.Decimal(decimal((DecimalType) type, attribute));
      case FLOAT32 -> new Value.Float32(number(attribute).floatValue());
      case FLOAT64 -> new Value.Float64(number(attribute).doubleValue());
      case TEXT, ENUM, UUID, BITS, DURATION -> new Value.Text(text(attribute));
      case DATE -> new Value.Date(LocalDate.parse(text(attribute)));
      case TIME -> new Value.Time(LocalTime.parse(text(attribute)));
      case TIMESTAMP -> new Value.Timestamp(LocalDateTime.parse(text(attribute)));
      case INSTANT -> new Value.Moment(Instant.parse(text(attribute)));
      case BYTES -> Value.Bytes.of(of(attribute, AttributeValue.Type.B).b().asByteArray());
      case JSON -> new Value.Json(JsonTree.of(JsonAttribute.tree(attribute)));
      case ARRAY -> array((ArrayType) type, of(attribute, AttributeValue.Type.L).l());
    };
  }

  private static String text(AttributeValue attribute) throws Refused {
    return of(attribute, AttributeValue.Type.S).s();
  }

  private static BigDecimal number(AttributeValue attribute) throws Refused {
    return new BigDecimal(of(attribute, AttributeValue.Type.N).n());
  }

  private static BigDecimal decimal(DecimalType type, AttributeValue attribute) throws Refused {
    return type.precision() <= ToAttribute.DIGITS
        ? number(attribute)
        : new BigDecimal(text(attribute));
  }

  private static Value array(ArrayType type, List<AttributeValue> items) throws Refused {
    List<Value> values = new ArrayList<>(items.size());
    for (AttributeValue item : items) {
      boolean isNull = item.type() == AttributeValue.Type.NUL;
      values.add(isNull ? Value.NULL : value(type.element(), item));
    }
    return new Value.Array(values);
  }

  private static AttributeValue of(AttributeValue attribute, AttributeValue.Type type)
      throws Refused {
    if (attribute.type() != type) {
      throw new Refused(ValueError.TYPE, "a " + attribute.type() + ", not a " + type);
    }
    return attribute;
  }
}
