/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.entity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The key of an entity's row in its one canonical spelling, for example {@code {"customer_id":7}}.
 * It is the key of records in entity topics, and the order of a key's changes rests on its being
 * spelled alike everywhere.
 */
public record EntityKey(String json) implements Comparable<EntityKey> {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** The key made of an entity's key fields. */
  public static EntityKey of(EntitySchema schema, Map<String, Value> fields) {
    return of(schema, fields::get);
  }

  /**
   * The key made of an entity's key fields.
   *
   * @param fields the value of a field
   */
  static EntityKey of(EntitySchema schema, Function<String, @Nullable Value> fields) {
    StringBuilder json = new StringBuilder(64);
    for (String name : schema.key()) {
      Value value = fields.apply(name);
      if (value == null || value.isNull()) {
        throw new IllegalArgumentException(
            "no value for key field " + name + " of " + schema.name());
      }
      json.append(json.isEmpty() ? '{' : ',');
      appendText(name, json);
      json.append(':');
      append(schema, name, value, json);
    }
    return new EntityKey(json.append('}').toString());
  }

  /** Nearly all keys are whole numbers or text, and a generator costs more than mapping the row. */
  private static void append(EntitySchema schema, String name, Value value, StringBuilder json) {
    if (value instanceof Value.Int number) {
      json.append(number.value());
    } else if (value instanceof Value.Text text) {
      appendText(text.value(), json);
    } else {
      json.append(generated(schema.field(name).type(), value));
    }
  }

  private static void appendText(String text, StringBuilder json) {
    json.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, json);
    json.append('"');
  }

  private static String generated(Type type, Value value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      type.write(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** The values alone, in the order of the key's fields, separated by commas. */
  public String values() {
    StringBuilder text = new StringBuilder();
    try (JsonParser in = FACTORY.createParser(json)) {
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        if (token.isScalarValue()) {
          text.append(text.isEmpty() ? "" : ",").append(in.getText());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  @Override
  public int compareTo(EntityKey other) {
    return json.compareTo(other.json);
  }

  @Override
  public String toString() {
    return json;
  }
}
