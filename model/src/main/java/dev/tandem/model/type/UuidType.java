/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** {@code uuid}: lower case with dashes; 16 bytes are read in the order of RFC 9562. */
public record UuidType() implements Type {
  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  @Override
  public Kind kind() {
    return Kind.UUID;
  }

  @Override
  public Value accept(Value value) throws Refused {
    if (value instanceof Value.Text text) {
      String form = text.value().strip().toLowerCase(Locale.ROOT);
      boolean braces = form.startsWith("{") && form.endsWith("}");
      return checked(braces ? form.substring(1, form.length() - 1) : form);
    }
    if (value instanceof Value.Bytes bytes && bytes.value().length == 16) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes.value());
      return new Value.Text(new UUID(buffer.getLong(), buffer.getLong()).toString());
    }
    throw value instanceof Value.Bytes
        ? new Refused(ValueError.UUID, "not 16 bytes")
        : wrongKind(value);
  }

  private static Value checked(String form) throws Refused {
    if (!FORM.matcher(form).matches()) {
      throw new Refused(ValueError.UUID, "not a UUID");
    }
    return new Value.Text(form);
  }

  @Override
  public void write(Value value, JsonGenerator out) throws IOException {
    out.writeString(((Value.Text) value).value());
  }

  @Override
  public Value read(JsonParser in) throws IOException, Refused {
    return checked(Tokens.string(in, this));
  }

  @Override
  public String toString() {
    return "uuid";
  }
}
