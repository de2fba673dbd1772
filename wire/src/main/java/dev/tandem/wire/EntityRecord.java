/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.entity.Version;
import dev.tandem.model.type.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;

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

  private static final SerializedString OP = new SerializedString("op");
  private static final SerializedString VERSION = new SerializedString("version");
  private static final SerializedString COMMITTED_AT = new SerializedString("committed_at");
  private static final SerializedString FIELDS = new SerializedString("fields");
  private static final SerializedString DELETED = new SerializedString(EntityReader.DELETE);
  private static final Map<EntityChange.Origin, SerializedString> OPS =
      new EnumMap<>(EntityChange.Origin.class);

  static {
    for (EntityChange.Origin origin : EntityChange.Origin.values()) {
      OPS.put(origin, new SerializedString(EntityReader.op(origin)));
    }
  }

  private final EntitySchema schema;
  private final List<EntityColumn> columns;
  private final EntityReader reader;

  /** Records of that schema. */
  public EntityRecord(EntitySchema schema) {
    this.schema = schema;
    this.columns = schema.fields().stream().map(EntityColumn::of).toList();
    this.reader = new EntityReader(schema, columns);
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
        EntityColumn.of(schema.field(field.getKey())).write(field.getValue(), out);
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /**
   * Reads a record of an entity's topic. Of an entity that is made of several tables no raw topic
   * orders the changes, so its version holds the record's own offset.
   *
   * @throws RawRefused when it is no record of this schema
   */
  public EntityChange read(ConsumerRecord<?, byte[]> record) throws RawRefused {
    if (record.value() == null) {
      throw RawRefused.malformed("The record has no value.");
    }
    EntityChange change = read(record.value());
    return record.headers().lastHeader(Headers.JOINED) == null
        ? change
        : change.at(
            Version.of(
                change.version().generation(), record.offset(), change.version().revision()));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws RawRefused when it is no record of this schema
   */
  public EntityChange read(byte[] value) throws RawRefused {
    try (JsonParser in = FACTORY.createParser(value)) {
      return reader.read(in);
    } catch (IOException | NumberFormatException e) {
      throw reader.malformed("it is no JSON that a transform wrote");
    }
  }
}
