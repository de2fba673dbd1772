/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the connector made as Kafka Connect's JsonConverter does without schemas and without
 * its defaults for NULL, byte for byte; straight into bytes, where that one builds a tree first.
 */
final class StructJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int USUAL_BYTES = 1_024;

  private StructJson() {}

  static byte[] bytes(Schema schema, Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      write(schema, value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(Schema schema, @Nullable Object value, JsonGenerator out)
      throws IOException {
    if (value == null) {
      out.writeNull();
      return;
    }
    switch (schema.type()) {
      case INT8, INT16, INT32 -> out.writeNumber(number(schema, value).intValue());
      case INT64 -> out.writeNumber(number(schema, value).longValue());
      case FLOAT32 -> out.writeNumber(number(schema, value).floatValue());
      case FLOAT64 -> out.writeNumber(number(schema, value).doubleValue());
      case BOOLEAN -> out.writeBoolean((Boolean) value);
      case STRING -> out.writeString(value.toString());
      case BYTES -> binary(schema, value, out);
      case ARRAY -> array(schema.valueSchema(), (List<?>) value, out);
      case STRUCT -> struct((Struct) value, out);
      case MAP -> map(schema, (Map<?, ?>) value, out);
    }
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

  private static void binary(Schema schema, Object value, JsonGenerator out) throws IOException {
    if (value instanceof byte[] bytes) {
      out.writeBinary(bytes);
    } else if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      out.writeBinary(bytes);
    } else {
      throw unexpected(schema);
    }
  }

  private static void array(Schema element, List<?> values, JsonGenerator out) throws IOException {
    out.writeStartArray();
    for (Object value : values) {
      write(element, value, out);
    }
    out.writeEndArray();
  }

  private static void struct(Struct struct, JsonGenerator out) throws IOException {
    out.writeStartObject();
    for (Field field : struct.schema().fields()) {
      out.writeFieldName(field.name());
      write(field.schema(), struct.getWithoutDefault(field.name()), out);
    }
    out.writeEndObject();
  }

  private static void map(Schema schema, Map<?, ?> entries, JsonGenerator out) throws IOException {
    if (schema.keySchema().type() != Schema.Type.STRING) {
      throw unexpected(schema);
    }
    out.writeStartObject();
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      out.writeFieldName((String) entry.getKey());
      write(schema.valueSchema(), entry.getValue(), out);
    }
    out.writeEndObject();
  }

  private static IllegalStateException unexpected(Schema schema) {
    return new IllegalStateException(
        "the connector made a " + schema.type() + " named " + schema.name());
  }
}
