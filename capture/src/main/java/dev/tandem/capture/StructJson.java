/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the connector makes of one schema as Kafka Connect's JsonConverter does without
 * schemas and without its defaults for NULL, byte for byte. What the schema alone tells is found
 * out once, when this is made: the names of fields as bytes, their places, how to write each.
 */
final class StructJson {
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

  /** Writes a value of one schema, which is not null. */
  private interface Writer {
    void write(Object value, JsonBuffer out);
  }

  private final Writer writer;

  /** A writer of that schema. */
  StructJson(Schema schema) {
    writer = writer(schema);
  }

  /**
   * The value as JSON.
   *
   * @throws IllegalStateException when it is of a kind that the engine's settings rule out
   */
  byte[] bytes(Object value, JsonBuffer buffer) {
    writer.write(value, buffer.begin());
    return buffer.toBytes();
  }

  private static Writer writer(Schema schema) {
    return switch (schema.type()) {
      case INT8, INT16, INT32, INT64 ->
          (value, out) -> out.number(number(schema, value).longValue());
      case FLOAT32 ->
          (value, out) -> {
            float number = number(schema, value).floatValue();
            out.number(Float.toString(number), Float.isFinite(number));
          };
      case FLOAT64 ->
          (value, out) -> {
            double number = number(schema, value).doubleValue();
            out.number(Double.toString(number), Double.isFinite(number));
          };
      case BOOLEAN -> (value, out) -> out.raw((Boolean) value ? TRUE : FALSE);
      case STRING -> (value, out) -> out.text(value.toString());
      case BYTES -> (value, out) -> out.text(base64(schema, value));
      case ARRAY -> array(writer(schema.valueSchema()));
      case STRUCT -> new OfStruct(schema);
      case MAP -> map(schema);
    };
  }

  /**
   * Connect's own dates, times and decimals, which the settings rule out, are not of that class.
   */
  private static Number number(Schema schema, Object value) {
    if (value instanceof Number number) {
      return number;
    }
    throw unexpected(schema);
  }

  private static String base64(Schema schema, Object value) {
    if (value instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    } else if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return Base64.getEncoder().encodeToString(bytes);
    }
    throw unexpected(schema);
  }

  private static Writer array(Writer element) {
    return (value, out) -> {
      char before = '[';
      for (Object one : (List<?>) value) {
        out.raw(before);
        write(element, one, out);
        before = ',';
      }
      close(before, '[', ']', out);
    };
  }

  private static Writer map(Schema schema) {
    if (schema.keySchema().type() != Schema.Type.STRING) {
      throw unexpected(schema);
    }
    Writer values = writer(schema.valueSchema());
    return (value, out) -> {
      char before = '{';
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        out.raw(before);
        out.text((String) entry.getKey());
        out.raw(':');
        write(values, entry.getValue(), out);
        before = ',';
      }
      close(before, '{', '}', out);
    };
  }

  /** Opens first what has no elements. */
  private static void close(char before, char opening, char closing, JsonBuffer out) {
    if (before == opening) {
      out.raw(opening);
    }
    out.raw(closing);
  }

  private static void write(Writer writer, @Nullable Object value, JsonBuffer out) {
    if (value == null) {
      out.nothing();
    } else {
      writer.write(value, out);
    }
  }

  private static IllegalStateException unexpected(Schema schema) {
    return new IllegalStateException(
        "the connector made a " + schema.type() + " named " + schema.name());
  }

  /** Fields in the order of the schema, each with what must be known of it side by side. */
  private static final class OfStruct implements Writer {
    private final Field[] fields;

    /** With all that stands before the value. */
    private final byte[][] names;

    private final Writer[] values;

    OfStruct(Schema schema) {
      fields = schema.fields().toArray(new Field[0]);
      names = new byte[fields.length][];
      values = new Writer[fields.length];
      for (int i = 0; i < fields.length; i++) {
        names[i] = name(i == 0 ? '{' : ',', fields[i].name());
        values[i] = writer(fields[i].schema());
      }
    }

    private static byte[] name(char before, String name) {
      JsonBuffer json = new JsonBuffer();
      json.raw(before);
      json.text(name);
      json.raw(':');
      return json.toBytes();
    }

    @Override
    public void write(Object value, JsonBuffer out) {
      Struct struct = (Struct) value;
      if (fields.length == 0) {
        out.raw('{');
      }
      for (int i = 0; i < fields.length; i++) {
        out.raw(names[i]);
        StructJson.write(values[i], of(struct, fields[i]), out);
      }
      out.raw('}');
    }

    /** By its place, which is quick, unless that may be a default that stands for NULL. */
    private static @Nullable Object of(Struct struct, Field field) {
      Object value = struct.get(field);
      return value != null && value == field.schema().defaultValue()
          ? struct.getWithoutDefault(field.name())
          : value;
    }
  }
}
