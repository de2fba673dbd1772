/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code array<T>}: values of one type in order; a MySQL SET is one of labels, in the order of
 * their definition.
 */
public record ArrayType(Type element) implements Type {

  @Override
  public Kind kind() {
    return Kind.ARRAY;
  }

  @Override
  public Value accept(Value value) throws Refused {
    if (!(value instanceof Value.Array array)) {
      throw wrongKind(value);
    }
    List<Value> accepted = new ArrayList<>(array.values().size());
    for (Value item : array.values()) {
      accepted.add(item.isNull() ? item : element.accept(item));
    }
    return new Value.Array(accepted);
  }

  @Override
  public void write(Value value, JsonGenerator out) throws IOException {
    out.writeStartArray();
    for (Value item : ((Value.Array) value).values()) {
      if (item.isNull()) {
        out.writeNull();
      } else {
        element.write(item, out);
      }
    }
    out.writeEndArray();
  }

  @Override
  public Value read(JsonParser in) throws IOException, Refused {
    Tokens.expect(JsonToken.START_ARRAY, in, this);
    List<Value> items = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      items.add(in.currentToken() == JsonToken.VALUE_NULL ? Value.NULL : element.read(in));
    }
    return new Value.Array(items);
  }

  @Override
  public String toString() {
    return "array<" + element + ">";
  }
}
