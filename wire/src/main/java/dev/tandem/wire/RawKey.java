/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.type.IntType;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The key of a raw record, spelled alike however its snapshot or its log spells it: {@code 03.12Z}
 * and {@code 03.120000Z} are one TIMESTAMP, and must lie in one partition.
 */
public final class RawKey {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final List<String> names = new ArrayList<>();
  private final List<JsonValue> readers = new ArrayList<>();
  private final List<Type> types = new ArrayList<>();
  private final List<Boolean> nullable = new ArrayList<>();

  /**
   * Keys of that table.
   *
   * @param key the columns that records are keyed by
   */
  public RawKey(SourceTable table, List<String> key) {
    Map<String, Integer> positions = table.positions();
    for (String name : key) {
      SourceColumn column = table.columns().get(positions.getOrDefault(name, -1));
      names.add(name);
      nullable.add(column.nullable());
      readers.add(JsonValue.of(table, column));
      types.add(
          table
              .kind()
              .domainType(column)
              .orElseThrow(() -> new IllegalArgumentException("no type for key column " + name)));
    }
  }

  /**
   * The values of a raw record's key in the order of the key's columns, as a look at the source
   * would read them.
   *
   * @throws RawRefused when the record's key is not one of this table
   */
  public List<Value> read(byte[] key) throws RawRefused {
    @Nullable Value[] values = new @Nullable Value[names.size()];
    try {
      JsonBytes in = new JsonBytes(key);
      in.begin();
      while (in.next()) {
        String name = in.name();
        int position = names.indexOf(name);
        boolean isNull = in.skipNull();
        if (position < 0 || (isNull && !nullable.get(position))) {
          throw new RawRefused("E_RAW_KEY", name, "The record's key is not the table's.");
        }
        values[position] = isNull ? Value.NULL : readers.get(position).read(in);
      }
      in.end();
    } catch (Refused e) {
      throw new RawRefused(e.error(), "", "in the record's key: " + e.getMessage());
    } catch (MalformedJson | NumberFormatException e) {
      throw new RawRefused("E_RAW_KEY", "", "The record's key is no JSON that a capture wrote.");
    }
    return complete(values);
  }

  private List<Value> complete(@Nullable Value[] values) throws RawRefused {
    List<Value> complete = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      Value value = values[i];
      if (value == null) {
        throw new RawRefused("E_RAW_KEY", names.get(i), "The record's key is not the table's.");
      }
      complete.add(value);
    }
    return List.copyOf(complete);
  }

  /** One spelling for equal keys: what partitions are chosen by. */
  public byte[] canonical(List<Value> key) {
    if (key.size() == 1
        && key.get(0) instanceof Value.Int number
        && isWhole(types.get(0), number)) {
      return ("[" + number.value() + "]").getBytes(StandardCharsets.US_ASCII); // as most keys are
    }
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream(64);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartArray();
      for (int i = 0; i < types.size(); i++) {
        write(types.get(i), key.get(i), out);
      }
      out.writeEndArray();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static boolean isWhole(Type type, Value.Int number) {
    try {
      return type instanceof IntType && type.accept(number).equals(number);
    } catch (Refused e) {
      return false;
    }
  }

  /**
   * A value that no mapping may ever hold is part of a key all the same: the source has the row.
   */
  private static void write(Type type, Value value, JsonGenerator out) throws IOException {
    if (value.isNull()) {
      out.writeNull(); // in a row that is its own key
      return;
    }
    Value accepted;
    try {
      accepted = type.accept(value);
    } catch (Refused e) {
      out.writeString(value.toString());
      return;
    }
    type.write(accepted, out);
  }
}
