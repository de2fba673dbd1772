/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntityKey;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.entity.Version;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The value of a record in an entity topic, public like the topic itself. {@code op} is {@code
 * read}, {@code create}, {@code update} or {@code delete}; {@code version} is a string, for readers
 * that lose digits above 2^53; {@code left} lists the places that the row is no longer at. A field
 * that is NULL is {@code null}, but one of type json is left out then: its {@code null} is JSON's.
 *
 * <pre>
 * {"op":"update","version":"2570","committed_at":1763712000123456,"fields":{...},"left":[{...}]}
 * </pre>
 *
 * <p>One instance serves one schema; it is safe for several threads.
 */
public final class EntityRecord {
  private static final int DEEPEST = 1_010;
  private static final int LONGEST_STRING = 128 << 20;

  /** Wide enough for whatever a type accepts, since what cannot be written stops the transform. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST_STRING)
                  .build())
          .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private static final String DELETE = "delete";

  private static final SerializedString OP = new SerializedString("op");
  private static final SerializedString VERSION = new SerializedString("version");
  private static final SerializedString COMMITTED_AT = new SerializedString("committed_at");
  private static final SerializedString FIELDS = new SerializedString("fields");
  private static final SerializedString DELETED = new SerializedString(DELETE);
  private static final Map<EntityChange.Origin, SerializedString> OPS =
      new EnumMap<>(EntityChange.Origin.class);

  static {
    for (EntityChange.Origin origin : EntityChange.Origin.values()) {
      OPS.put(origin, new SerializedString(origin.name().toLowerCase(Locale.ROOT)));
    }
  }

  private final EntitySchema schema;
  private final List<Column> columns;
  private final Map<String, Integer> positions;

  /** Records of that schema. */
  public EntityRecord(EntitySchema schema) {
    this.schema = schema;
    this.columns = schema.fields().stream().map(Column::of).toList();
    this.positions = new HashMap<>(schema.positions());
  }

  /** The record's value, in JSON. */
  public byte[] write(EntityChange change) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      if (change instanceof EntityChange.Upserted upserted) {
        writeHead(op(upserted.origin()), change, out);
        out.writeFieldName(FIELDS);
        out.writeStartObject();
        for (int i = 0; i < columns.size(); i++) {
          columns.get(i).write(upserted.row().value(i), out);
        }
        out.writeEndObject();
        writeLeft(upserted.left(), out);
      } else if (change instanceof EntityChange.Deleted deleted) {
        writeHead(DELETED, change, out);
        writeLeft(deleted.left(), out);
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static SerializedString op(EntityChange.Origin origin) {
    return Objects.requireNonNull(OPS.get(origin));
  }

  private static void writeHead(SerializedString op, EntityChange change, JsonGenerator out)
      throws IOException {
    out.writeFieldName(OP);
    out.writeString(op);
    out.writeFieldName(VERSION);
    out.writeString(Long.toString(change.version().value()));
    out.writeFieldName(COMMITTED_AT);
    out.writeNumber(change.committedAtMicros());
  }

  private void writeLeft(List<Location> left, JsonGenerator out) throws IOException {
    if (left.isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("left");
    for (Location location : left) {
      out.writeStartObject();
      for (Map.Entry<String, Value> field : location.fields().entrySet()) {
        Column.of(schema.field(field.getKey())).write(field.getValue(), out);
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static boolean isJson(EntityField field) {
    return field.type().kind() == Type.Kind.JSON;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws RawRefused when it is no record of this schema
   */
  public EntityChange read(byte[] value) throws RawRefused {
    try (JsonParser in = FACTORY.createParser(value)) {
      Draft draft = new Draft();
      in.nextToken();
      expect(JsonToken.START_OBJECT, in);
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        read(in.currentName(), in, draft);
      }
      return change(draft);
    } catch (IOException | NumberFormatException e) {
      throw malformed("it is no JSON that a transform wrote");
    }
  }

  private void read(String name, JsonParser in, Draft draft) throws IOException, RawRefused {
    in.nextToken();
    switch (name) {
      case "op" -> draft.op = in.getText();
      case "version" -> draft.version = Long.parseLong(in.getText());
      case "committed_at" -> draft.committedAtMicros = in.getLongValue();
      case "fields" -> draft.fields = fields(in);
      case "left" -> {
        expect(JsonToken.START_ARRAY, in);
        while (in.nextToken() != JsonToken.END_ARRAY) {
          draft.left.add(location(in));
        }
      }
      default -> in.skipChildren();
    }
  }

  private void expect(JsonToken token, JsonParser in) throws RawRefused {
    if (in.currentToken() != token) {
      throw malformed("it holds something else than its format asks for");
    }
  }

  private EntityChange change(Draft draft) throws RawRefused {
    Version version = new Version(draft.version);
    if (draft.op.equals(DELETE)) {
      if (draft.left.isEmpty() || !draft.left.get(0).fields().keySet().containsAll(schema.key())) {
        throw malformed("a delete names no place");
      }
      EntityKey key = EntityKey.of(schema, draft.left.get(0).fields());
      return new EntityChange.Deleted(key, version, draft.committedAtMicros, draft.left);
    }
    EntityRow row = new EntityRow(schema, complete(draft.fields));
    return new EntityChange.Upserted(
        row.key(), version, draft.committedAtMicros, origin(draft.op), row, draft.left);
  }

  private EntityChange.Origin origin(String op) throws RawRefused {
    return Arrays.stream(EntityChange.Origin.values())
        .filter(origin -> origin.name().toLowerCase(Locale.ROOT).equals(op))
        .findFirst()
        .orElseThrow(() -> malformed("its op is unknown"));
  }

  private @Nullable Value[] fields(JsonParser in) throws IOException, RawRefused {
    expect(JsonToken.START_OBJECT, in);
    @Nullable Value[] values = new @Nullable Value[schema.fields().size()];
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      int position = position(in.currentName());
      in.nextToken();
      values[position] = value(schema.fields().get(position), in);
    }
    return values;
  }

  private Location location(JsonParser in) throws IOException, RawRefused {
    expect(JsonToken.START_OBJECT, in);
    Map<String, Value> fields = new LinkedHashMap<>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      EntityField field = schema.fields().get(position(in.currentName()));
      in.nextToken();
      fields.put(field.name(), value(field, in));
    }
    return new Location(fields);
  }

  private int position(String name) throws RawRefused {
    Integer position = positions.get(name);
    if (position == null) {
      throw malformed("its schema has no field " + name);
    }
    return position;
  }

  private static Value value(EntityField field, JsonParser in) throws IOException, RawRefused {
    if (in.currentToken() == JsonToken.VALUE_NULL && !isJson(field)) {
      if (!field.nullable()) {
        throw new RawRefused(ValueError.NULL, field.name(), "the field is required");
      }
      return Value.NULL;
    }
    try {
      return field.type().read(in);
    } catch (Refused e) {
      throw new RawRefused(e.error(), field.name(), String.valueOf(e.getMessage()));
    }
  }

  private Value[] complete(@Nullable Value @Nullable [] values) throws RawRefused {
    if (values == null) {
      throw malformed("it has no fields");
    }
    Value[] complete = new Value[values.length];
    for (int i = 0; i < values.length; i++) {
      EntityField field = schema.fields().get(i);
      Value value = values[i];
      if (value == null && !(isJson(field) && field.nullable())) {
        throw malformed("the field " + field.name() + " is absent");
      }
      complete[i] = value == null ? Value.NULL : value;
    }
    return complete;
  }

  private RawRefused malformed(String why) {
    return new RawRefused(
        "E_ENTITY_RECORD", "", "The record is none of " + schema.name() + ": " + why + ".");
  }

  /** A field with its name as JSON has it, which is the same in every record. */
  private record Column(EntityField field, SerializedString name) {
    static Column of(EntityField field) {
      return new Column(field, new SerializedString(field.name()));
    }

    void write(Value value, JsonGenerator out) throws IOException {
      if (!value.isNull()) {
        out.writeFieldName(name);
        field.type().write(value, out);
      } else if (!isJson(field)) {
        out.writeFieldName(name);
        out.writeNull();
      }
    }
  }

  private static final class Draft {
    private String op = "";
    private long version;
    private long committedAtMicros;
    private @Nullable Value @Nullable [] fields;
    private final List<Location> left = new ArrayList<>();
  }
}
