/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.StringWriter;

/** What tests ask of a type: its canonical JSON of a value, or why it refuses it. */
final class Accepting {
  private Accepting() {}

  static Type type(String spelling) {
    return Types.parse(spelling).orElseThrow();
  }

  /** The canonical JSON, or the code of the refusal. */
  static String canonical(String type, Value value) {
    try {
      return json(type(type), type(type).accept(value));
    } catch (Refused e) {
      return e.error().code();
    }
  }

  static String json(Type type, Value accepted) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      type.write(accepted, out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return text.toString();
  }

  static Value read(Type type, String json) throws IOException, Refused {
    try (JsonParser in = new JsonFactory().createParser(json)) {
      in.nextToken();
      return type.read(in);
    }
  }
}
