/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** {@code bytes}: base64 in JSON. */
public record BytesType() implements Type {

  @Override
  public Kind kind() {
    return Kind.BYTES;
  }

  @Override
  public Value accept(Value value) throws Refused {
    if (value instanceof Value.Bytes) {
      return value;
    }
    throw wrongKind(value);
  }

  @Override
  public void write(Value value, JsonGenerator out) throws IOException {
    out.writeBinary(((Value.Bytes) value).value());
  }

  @Override
  public Value read(JsonParser in) throws IOException, Refused {
    try {
      return Value.Bytes.of(in.getBinaryValue());
    } catch (JsonParseException e) {
      throw new Refused(ValueError.BASE64, "not base64");
    }
  }

  @Override
  public String toString() {
    return "bytes";
  }
}
