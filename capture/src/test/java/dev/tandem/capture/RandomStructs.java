/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Schemas and values that no connector made; the same for the same seed. */
final class RandomStructs {
  private static final int DEEPEST = 3;

  private final Random random;

  RandomStructs(long seed) {
    random = new Random(seed);
  }

  /** A value of a new schema. */
  Struct struct() {
    return struct(structSchema(0));
  }

  private Schema schema(int depth) {
    SchemaBuilder builder =
        switch (random.nextInt(depth < DEEPEST ? 12 : 9)) {
          case 0 -> SchemaBuilder.int8();
          case 1 -> SchemaBuilder.int16();
          case 2 -> SchemaBuilder.int32();
          case 3 -> SchemaBuilder.int64();
          case 4 -> SchemaBuilder.float32();
          case 5 -> SchemaBuilder.float64();
          case 6 -> SchemaBuilder.bool();
          case 7 -> random.nextBoolean() ? SchemaBuilder.string() : withDefault();
          case 8 -> SchemaBuilder.bytes();
          case 9 -> SchemaBuilder.array(schema(depth + 1));
          case 10 -> SchemaBuilder.map(Schema.STRING_SCHEMA, schema(depth + 1));
          default -> fields(depth + 1);
        };
    return random.nextBoolean() ? builder.optional().build() : builder.build();
  }

  private SchemaBuilder withDefault() {
    return SchemaBuilder.string().optional().defaultValue(text());
  }

  private Schema structSchema(int depth) {
    return fields(depth).build();
  }

  private SchemaBuilder fields(int depth) {
    SchemaBuilder builder = SchemaBuilder.struct();
    for (int i = random.nextInt(8); i > 0; i--) {
      builder.field(text() + i, schema(depth));
    }
    return builder;
  }

  private Struct struct(Schema schema) {
    Struct struct = new Struct(schema);
    for (Field field : schema.fields()) {
      struct.put(field, value(field.schema()));
    }
    return struct;
  }

  private @Nullable Object value(Schema schema) {
    if (schema.isOptional() && random.nextInt(4) == 0) {
      return null;
    }
    return switch (schema.type()) {
      case INT8 -> (byte) random.nextInt();
      case INT16 -> (short) random.nextInt();
      case INT32 -> random.nextInt();
      case INT64 -> random.nextLong() >> random.nextInt(64);
      case FLOAT32 -> Float.intBitsToFloat(random.nextInt());
      case FLOAT64 -> Double.longBitsToDouble(random.nextLong());
      case BOOLEAN -> random.nextBoolean();
      case STRING -> text();
      case BYTES -> bytes();
      case ARRAY -> list(schema.valueSchema());
      case MAP -> map(schema.valueSchema());
      case STRUCT -> struct(schema);
    };
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    return bytes;
  }

  private List<@Nullable Object> list(Schema element) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(value(element));
    }
    return list;
  }

  private Map<String, @Nullable Object> map(Schema element) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(text(), value(element));
    }
    return map;
  }

  /** Mostly short and plain; now and then longer than what is written at once. */
  private String text() {
    int[] bounds = {0x80, 0x80, 0x80, 0x800, 0xd800, Character.MAX_CODE_POINT + 1};
    int bound = bounds[random.nextInt(bounds.length)];
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(random.nextInt(50) == 0 ? 5_000 : 20); i > 0; i--) {
      int point = random.nextInt(bound);
      text.appendCodePoint(Character.getType(point) == Character.SURROGATE ? 'x' : point);
    }
    return text.toString();
  }
}
