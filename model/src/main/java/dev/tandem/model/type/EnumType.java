/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** {@code enum(a,b,...)}: one of the labels, spelled exactly. */
public record EnumType(List<String> labels) implements Type {

  /** Copies the labels. */
  public EnumType {
    labels = List.copyOf(labels);
  }

  @Override
  public Kind kind() {
    return Kind.ENUM;
  }

  @Override
  public Value accept(Value value) throws Refused {
    if (!(value instanceof Value.Text text)) {
      throw wrongKind(value);
    }
    if (!labels.contains(text.value())) {
      throw new Refused(ValueError.ENUM, "not a label of " + this);
    }
    return value;
  }

  @Override
  public void write(Value value, JsonGenerator out) throws IOException {
    out.writeString(((Value.Text) value).value());
  }

  @Override
  public Value read(JsonParser in) throws IOException, Refused {
    return accept(new Value.Text(Tokens.string(in, this)));
  }

  /**
   * Labels are quoted with the comma and the backslash escaped, so that the text can be read back.
   */
  @Override
  public String toString() {
    return labels.stream()
        .map(label -> label.replace("\\", "\\\\").replace(",", "\\,").replace(")", "\\)"))
        .collect(Collectors.joining(",", "enum(", ")"));
  }
}
