/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import dev.tandem.model.source.SourceChange;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads Debezium's envelope with the column types of its own day. One reader serves one table
 * schema and one thread.
 */
public final class RawChangeReader {
  private static final long MICROS_PER_MILLI = 1_000L;

  private static final byte[] BEFORE = JsonBytes.name("before");
  private static final byte[] AFTER = JsonBytes.name("after");
  private static final byte[] OP = JsonBytes.name("op");
  private static final byte[] SOURCE = JsonBytes.name("source");
  private static final byte[] MICROS = JsonBytes.name("ts_us");
  private static final byte[] MILLIS = JsonBytes.name("ts_ms");

  private final SourceTable table;
  private final JsonValue[] readers;
  private final byte[][] names;
  private final BitSet all;
  private final BitSet former;
  private final Map<String, Integer> positions = new HashMap<>();

  /** A reader for records of that schema. */
  public RawChangeReader(SourceTable table) {
    this(table, allOf(table));
  }

  /**
   * A reader for records of that schema.
   *
   * @param former the positions of the columns to read of a row as it was before a change; that row
   *     has no value for the others
   */
  public RawChangeReader(SourceTable table, BitSet former) {
    this.table = table;
    this.former = (BitSet) former.clone();
    this.all = allOf(table);
    this.readers =
        table.columns().stream()
            .map(column -> JsonValue.of(table, column))
            .toArray(JsonValue[]::new);
    this.names =
        table.columns().stream()
            .map(column -> JsonBytes.name(column.name()))
            .toArray(byte[][]::new);
    for (int i = 0; i < readers.length; i++) {
      positions.put(table.columns().get(i).name(), i);
    }
  }

  private static BitSet allOf(SourceTable table) {
    BitSet all = new BitSet();
    all.set(0, table.columns().size());
    return all;
  }

  /**
   * Decodes the value of a record.
   *
   * @param value the envelope, in JSON without a schema
   * @throws RawRefused when it is no envelope of this table
   */
  public RawChange read(byte[] value) throws RawRefused {
    try {
      return change(envelope(value));
    } catch (MalformedJson e) {
      throw noJson(e.getMessage());
    } catch (NumberFormatException e) {
      throw noJson("in its source");
    }
  }

  /**
   * Decodes a row alone, as {@link RawImage#after} cuts it out; only the columns that are read of a
   * row as it was before a change.
   *
   * @throws RawRefused when it is no row of this table
   */
  public SourceRow row(byte[] image) throws RawRefused {
    try {
      return required(row(new JsonBytes(image), former), "row");
    } catch (MalformedJson e) {
      throw noJson(e.getMessage());
    }
  }

  private static RawRefused noJson(@Nullable String where) {
    return new RawRefused(
        "E_RAW_JSON", "", "The record is no JSON that a capture wrote (" + where + ").");
  }

  private Envelope envelope(byte[] value) throws MalformedJson, RawRefused {
    JsonBytes in = new JsonBytes(value);
    if (in.kind() != JsonBytes.Kind.OBJECT) {
      throw new RawRefused("E_RAW_ENVELOPE", "", "The record is no Debezium envelope.");
    }
    Envelope envelope = new Envelope();
    in.begin();
    while (in.next()) {
      if (in.isNamed(BEFORE)) {
        envelope.before = row(in, former);
      } else if (in.isNamed(AFTER)) {
        envelope.after = row(in, all);
      } else if (in.isNamed(OP)) {
        envelope.op = in.skipNull() ? "" : in.string();
      } else if (in.isNamed(SOURCE)) {
        envelope.committedAtMicros = committedAtMicros(in);
      } else {
        in.skip();
      }
    }
    in.end();
    return envelope;
  }

  private static RawChange change(Envelope envelope) throws RawRefused {
    SourceChange change =
        switch (envelope.op) {
          case "r" -> new SourceChange.Read(required(envelope.after, "after"));
          case "c" -> new SourceChange.Created(required(envelope.after, "after"));
          case "u" ->
              new SourceChange.Updated(
                  required(envelope.before, "before"), required(envelope.after, "after"));
          case "d" -> new SourceChange.Deleted(required(envelope.before, "before"));
          case "t" -> new SourceChange.Truncated();
          default ->
              throw new RawRefused(
                  "E_RAW_ENVELOPE", "", "The record is no Debezium envelope: its op is unknown.");
        };
    return new RawChange(change, envelope.committedAtMicros);
  }

  private static SourceRow required(@Nullable SourceRow row, String image) throws RawRefused {
    if (row == null) {
      throw new RawRefused("E_RAW_ENVELOPE", "", "The record has no " + image + " image.");
    }
    return row;
  }

  private @Nullable SourceRow row(JsonBytes in, BitSet wanted) throws MalformedJson, RawRefused {
    if (in.skipNull()) {
      return null;
    }
    if (in.kind() != JsonBytes.Kind.OBJECT) {
      throw new RawRefused("E_RAW_ENVELOPE", "", "The record's image is no row.");
    }
    @Nullable Value[] values = new @Nullable Value[readers.length];
    in.begin();
    int position = nextColumn(in, 0);
    while (position >= 0) {
      if (wanted.get(position)) {
        values[position] = value(in, position);
      } else {
        in.skip();
      }
      position = nextColumn(in, position + 1);
    }
    checkComplete(values, wanted);
    return new SourceRow(table, values);
  }

  /**
   * The position of the next column, or -1 after the last. They come in table order, so it is
   * nearly always the one expected.
   */
  private int nextColumn(JsonBytes in, int expected) throws MalformedJson, RawRefused {
    if (expected < names.length && in.nextIs(names[expected])) {
      return expected;
    }
    if (!in.next()) {
      return -1;
    }
    String name = in.name();
    Integer position = positions.get(name);
    if (position == null) {
      throw new RawRefused("E_RAW_COLUMN", name, "The record's own schema has no such column.");
    }
    return position;
  }

  private Value value(JsonBytes in, int position) throws MalformedJson, RawRefused {
    if (in.skipNull()) {
      return Value.NULL;
    }
    try {
      return readers[position].read(in);
    } catch (Refused e) {
      throw new RawRefused(
          e.error(), table.columns().get(position).name(), String.valueOf(e.getMessage()));
    } catch (NumberFormatException e) {
      throw new RawRefused(ValueError.TYPE, table.columns().get(position).name(), "not a number");
    }
  }

  private void checkComplete(@Nullable Value[] values, BitSet wanted) throws RawRefused {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null && wanted.get(i)) {
        throw new RawRefused(
            ValueError.MISSING, table.columns().get(i).name(), "a column is absent");
      }
    }
  }

  private static long committedAtMicros(JsonBytes in) throws MalformedJson {
    long micros = 0;
    in.begin();
    while (in.next()) {
      if (in.isNamed(MICROS) && in.kind() == JsonBytes.Kind.NUMBER) {
        micros = in.integer();
      } else if (in.isNamed(MILLIS) && in.kind() == JsonBytes.Kind.NUMBER && micros == 0) {
        micros = in.integer() * MICROS_PER_MILLI;
      } else {
        in.skip();
      }
    }
    return micros;
  }

  private static final class Envelope {
    private @Nullable SourceRow before;
    private @Nullable SourceRow after;
    private String op = "";
    private long committedAtMicros;
  }
}
