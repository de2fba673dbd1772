/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntityKey;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.entity.Version;
import dev.tandem.model.type.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the records of one schema; see {@link EntityRecord}. */
final class EntityReader {
  static final String DELETE = "delete";

  private static final int END = -1;
  private static final Map<String, EntityChange.Origin> ORIGINS = new HashMap<>();

  static {
    for (EntityChange.Origin origin : EntityChange.Origin.values()) {
      ORIGINS.put(op(origin), origin);
    }
  }

  private final EntitySchema schema;
  private final List<EntityColumn> columns;
  private final Map<String, Integer> positions;

  EntityReader(EntitySchema schema, List<EntityColumn> columns) {
    this.schema = schema;
    this.columns = columns;
    this.positions = schema.positions();
  }

  /** How a record names where its row comes from. */
  static String op(EntityChange.Origin origin) {
    return origin.name().toLowerCase(Locale.ROOT);
  }

  EntityChange read(JsonParser in) throws IOException, RawRefused {
    Draft draft = new Draft();
    in.nextToken();
    expect(JsonToken.START_OBJECT, in);
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      read(in.currentName(), in, draft);
    }
    return change(draft);
  }

  private void read(String name, JsonParser in, Draft draft) throws IOException, RawRefused {
    in.nextToken();
    switch (name) {
      case "op" -> draft.op = in.getText();
      case "version" -> draft.version = Long.parseLong(in.getText());
      case "committed_at" -> draft.committedAtMicros = in.getLongValue();
      case "fields" -> draft.fields = fields(in);
      case "left" -> draft.left = locations(in);
      default -> in.skipChildren();
    }
  }

  private @Nullable Value[] fields(JsonParser in) throws IOException, RawRefused {
    expect(JsonToken.START_OBJECT, in);
    @Nullable Value[] values = new @Nullable Value[columns.size()];
    for (int at = next(0, in); at != END; at = next(at + 1, in)) {
      in.nextToken();
      values[at] = columns.get(at).read(in);
    }
    return values;
  }

  /**
   * Goes to the next field and tells which it is: nearly always the one that was written next,
   * which is found without making a string of its name.
   */
  private int next(int expected, JsonParser in) throws IOException, RawRefused {
    if (expected < columns.size()) {
      if (in.nextFieldName(columns.get(expected).name())) {
        return expected;
      }
    } else {
      in.nextToken();
    }
    return in.currentToken() == JsonToken.FIELD_NAME ? position(in.currentName()) : END;
  }

  private List<Location> locations(JsonParser in) throws IOException, RawRefused {
    expect(JsonToken.START_ARRAY, in);
    List<Location> locations = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      locations.add(location(in));
    }
    return locations;
  }

  private Location location(JsonParser in) throws IOException, RawRefused {
    expect(JsonToken.START_OBJECT, in);
    Map<String, Value> fields = new LinkedHashMap<>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      EntityColumn column = columns.get(position(in.currentName()));
      in.nextToken();
      fields.put(column.field().name(), column.read(in));
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
    EntityChange.Origin origin = ORIGINS.get(op);
    if (origin == null) {
      throw malformed("its op is unknown");
    }
    return origin;
  }

  private Value[] complete(@Nullable Value @Nullable [] values) throws RawRefused {
    if (values == null) {
      throw malformed("it has no fields");
    }
    Value[] complete = new Value[values.length];
    for (int i = 0; i < values.length; i++) {
      Value value = values[i];
      if (value == null && !columns.get(i).mayBeAbsent()) {
        throw malformed("the field " + columns.get(i).field().name() + " is absent");
      }
      complete[i] = value == null ? Value.NULL : value;
    }
    return complete;
  }

  RawRefused malformed(String why) {
    return new RawRefused(
        "E_ENTITY_RECORD", "", "The record is none of " + schema.name() + ": " + why + ".");
  }

  /** What was read of a record so far. */
  private static final class Draft {
    private String op = "";
    private long version;
    private long committedAtMicros;
    private @Nullable Value @Nullable [] fields;
    private List<Location> left = List.of();
  }
}
