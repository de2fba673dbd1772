/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.tandem.model.entity.EntityField;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.io.IOException;

/**
 * A field with its name as JSON has it, which is the same in every record.
 *
 * @param isJson whether its {@code null} is JSON's, so that NULL is told by leaving it out
 */
record EntityColumn(EntityField field, SerializedString name, boolean isJson) {

  static EntityColumn of(EntityField field) {
    return new EntityColumn(
        field, new SerializedString(field.name()), field.type().kind() == Type.Kind.JSON);
  }

  /** Writes the field's name and value. */
  void write(Value value, JsonGenerator out) throws IOException {
    if (!value.isNull()) {
      out.writeFieldName(name);
      field.type().write(value, out);
    } else if (!isJson) {
      out.writeFieldName(name);
      out.writeNull();
    }
  }

  /** Reads the value at which the parser stands. */
  Value read(JsonParser in) throws IOException, RawRefused {
    if (in.currentToken() == JsonToken.VALUE_NULL && !isJson) {
      if (!field.nullable()) {
        throw new RawRefused(ValueError.NULL, field.name(), "the field is required");
      }
      return Value.NULL;
    }
    try {
      return field.type().read(in);
    } catch (Refused e) {
      throw new RawRefused(e.error(), field.name(), String.valueOf(e.getMessage()));
    }
  }

  /** Whether a record may leave it out. */
  boolean mayBeAbsent() {
    return isJson && field.nullable();
  }
}
