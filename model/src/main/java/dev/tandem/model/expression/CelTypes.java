/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.tandem.model.type.ArrayType;
import dev.tandem.model.type.Type;
import java.util.Set;

/** Which type of CEL stands for which domain type. */
final class CelTypes {
  /** Exact numbers, which CEL does not have. */
  static final CelType DECIMAL = OpaqueType.create("decimal");

  private CelTypes() {}

  /** The type of a field in an expression. */
  static CelType of(Type type) {
    return switch (type.kind()) {
      case BOOLEAN -> SimpleType.BOOL;
      case INT -> SimpleType.INT;
      case UINT64, DECIMAL -> DECIMAL;
      case FLOAT32, FLOAT64 -> SimpleType.DOUBLE;
      case TEXT, ENUM, UUID, BITS -> SimpleType.STRING;
      case BYTES -> SimpleType.BYTES;
      case DATE, TIMESTAMP, INSTANT -> SimpleType.TIMESTAMP;
      case TIME, DURATION -> SimpleType.DURATION;
      case JSON -> SimpleType.DYN;
      case ARRAY -> ListType.create(of(((ArrayType) type).element()));
    };
  }

  /** The types that a formula of a field may have. */
  static Set<CelType> giving(Type type) {
    return switch (type.kind()) {
      case INT, UINT64, DECIMAL -> Set.of(DECIMAL, SimpleType.INT, SimpleType.UINT);
      case FLOAT32, FLOAT64 -> Set.of(SimpleType.DOUBLE, SimpleType.INT, DECIMAL);
      case JSON -> Set.of();
      default -> Set.of(of(type));
    };
  }

  /** What to write instead when a formula is of another type. */
  static String advice(Type type) {
    return switch (type.kind()) {
      case INT -> "; convert it with int(...)";
      case UINT64, DECIMAL -> "; convert it with decimal(...)";
      case FLOAT32, FLOAT64 -> "; convert it with double(...)";
      case TEXT, ENUM, UUID, BITS -> "; convert it with string(...)";
      default -> "";
    };
  }

  /** Whether values of the two types can be equal at all. */
  static boolean comparable(CelType one, CelType other) {
    if (one.kind().isDyn() || other.kind().isDyn()) {
      return true;
    }
    if (isNumber(one) && isNumber(other)) {
      return true;
    }
    if (one instanceof ListType list && other instanceof ListType otherList) {
      return comparable(list.elemType(), otherList.elemType());
    }
    if (one instanceof MapType map && other instanceof MapType otherMap) {
      return comparable(map.keyType(), otherMap.keyType())
          && comparable(map.valueType(), otherMap.valueType());
    }
    return one.kind() == other.kind() && one.name().equals(other.name());
  }

  private static boolean isNumber(CelType type) {
    return type.equals(DECIMAL)
        || type.equals(SimpleType.INT)
        || type.equals(SimpleType.UINT)
        || type.equals(SimpleType.DOUBLE);
  }

  /** As docs/expressions.md calls it. */
  static String name(CelType type) {
    return name(dev.cel.common.types.CelTypes.format(type));
  }

  /** Likewise, in a message of the library. */
  static String name(String formatted) {
    return formatted
        .replace("google.protobuf.Timestamp", "timestamp")
        .replace("google.protobuf.Duration", "duration");
  }
}
