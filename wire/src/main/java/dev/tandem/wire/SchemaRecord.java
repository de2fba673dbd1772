/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.Types;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A source table or an entity schema as the schemas topic holds it. */
public final class SchemaRecord {
  static final String SOURCE = "source/";
  static final String ENTITY = "entity/";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SchemaId id;
  private final String key;
  private final byte[] value;

  private SchemaRecord(SchemaId id, String key, byte[] value) {
    this.id = id;
    this.key = key;
    this.value = value;
  }

  /** What records name the schema by. */
  public SchemaId id() {
    return id;
  }

  /** The record's key, {@code source/<id>} or {@code entity/<id>}. */
  public String key() {
    return key;
  }

  /** The record's value, in JSON; not a copy. */
  public byte[] value() {
    return value;
  }

  /** The record of a source table. */
  public static SchemaRecord of(SourceTable table) {
    return of(SOURCE, new TableJson(table));
  }

  /** The record of an entity schema. */
  public static SchemaRecord of(EntitySchema schema) {
    return of(ENTITY, new EntityJson(schema));
  }

  private static SchemaRecord of(String kind, Object content) {
    try {
      byte[] value = JSON.writeValueAsBytes(content);
      SchemaId id = SchemaId.of(value);
      return new SchemaRecord(id, kind + id, value);
    } catch (JacksonException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SourceTable readTable(byte[] value) throws IOException {
    return JSON.readValue(value, TableJson.class).toTable();
  }

  static EntitySchema readEntity(byte[] value) throws IOException {
    return JSON.readValue(value, EntityJson.class).toSchema();
  }

  /** Column order is part of the content: records are written in it. */
  private record TableJson(
      SourceKind kind,
      String database,
      String schema,
      String table,
      List<SourceColumn> columns,
      List<String> key) {
    TableJson(SourceTable table) {
      this(
          table.kind(),
          table.id().database(),
          table.id().schema(),
          table.id().table(),
          table.columns(),
          table.key());
    }

    SourceTable toTable() {
      return new SourceTable(kind, new TableId(database, schema, table), columns, key);
    }
  }

  private record EntityJson(
      String domain, String entity, List<FieldJson> fields, List<String> key) {
    EntityJson(EntitySchema schema) {
      this(
          schema.name().domain(),
          schema.name().entity(),
          schema.fields().stream().map(FieldJson::new).toList(),
          schema.key());
    }

    EntitySchema toSchema() {
      return new EntitySchema(
          new EntityName(domain, entity), fields.stream().map(FieldJson::toField).toList(), key);
    }
  }

  private record FieldJson(String name, String type, boolean nullable) {
    FieldJson(EntityField field) {
      this(field.name(), field.type().toString(), field.nullable());
    }

    EntityField toField() {
      return new EntityField(
          name,
          Types.parse(type)
              .orElseThrow(() -> new IllegalArgumentException("no type is spelled " + type)),
          nullable);
    }
  }
}
