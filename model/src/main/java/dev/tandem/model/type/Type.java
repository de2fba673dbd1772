/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/**
 * The domain type of a field: which values it accepts, and how they are written in entity topics.
 * The canonical JSON form is public; targets derive their own column types from {@link #kind()}.
 */
public sealed interface Type
    permits BooleanType,
        IntType,
        Uint64Type,
        DecimalType,
        Float32Type,
        Float64Type,
        TextType,
        EnumType,
        DateType,
        TimeType,
        DurationType,
        TimestampType,
        InstantType,
        UuidType,
        BytesType,
        BitsType,
        JsonType,
        ArrayType {

  /** The kind, for a {@code switch} that the compiler checks for completeness. */
  Kind kind();

  /**
   * The value as this type holds it.
   *
   * @param value any value but {@link Value#NULL}
   * @throws Refused when the type cannot hold it unchanged
   */
  Value accept(Value value) throws Refused;

  /** Writes a value that {@link #accept} returned. */
  void write(Value value, JsonGenerator out) throws IOException;

  /**
   * Reads what {@link #write} wrote; the parser stands on the value's first token and is left on
   * its last.
   *
   * @throws Refused when it is not in canonical form
   */
  Value read(JsonParser in) throws IOException, Refused;

  /** Every kind of type. */
  enum Kind {
    BOOLEAN,
    INT,
    UINT64,
    DECIMAL,
    FLOAT32,
    FLOAT64,
    TEXT,
    ENUM,
    DATE,
    TIME,
    DURATION,
    TIMESTAMP,
    INSTANT,
    UUID,
    BYTES,
    BITS,
    JSON,
    ARRAY
  }

  /** The refusal of a kind of value that this type does not accept at all. */
  default Refused wrongKind(Value value) {
    if (value instanceof Value.Unfit unfit) {
      return new Refused(unfit.error(), unfit.why());
    }
    if (value instanceof Value.NoDate) {
      return new Refused(ValueError.ZERO_DATE, "no day of any calendar");
    }
    return new Refused(
        ValueError.TYPE,
        "a "
            + value.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT)
            + " is no "
            + this);
  }
}
