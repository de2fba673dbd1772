/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** {@code json}: a document, itself in entity topics and not quoted. */
public record JsonType() implements Type {

  @Override
  public Kind kind() {
    return Kind.JSON;
  }

  @Override
  public Value accept(Value value) throws Refused {
    if (value instanceof Value.Json) {
      return value;
    }
    if (value instanceof Value.Text text) {
      return new Value.Json(JsonTree.parse(text.value()));
    }
    throw wrongKind(value);
  }

  @Override
  public void write(Value value, JsonGenerator out) throws IOException {
    ((Value.Json) value).value().write(out);
  }

  @Override
  public Value read(JsonParser in) throws IOException, Refused {
    return new Value.Json(JsonTree.read(in));
  }

  @Override
  public String toString() {
    return "json";
  }
}
