/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.tandem.model.source.SourceChange;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads Debezium's envelope with the column types of its own day. One reader serves one table
 * schema and one thread.
 */
public final class RawChangeReader {
  private static final int LONGEST_STRING = 128 << 20;
  private static final long MICROS_PER_MILLI = 1_000L;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(100)
                  .maxStringLength(LONGEST_STRING)
                  .build())
          .build();

  private final SourceTable table;
  private final MySqlJsonValues.Reader[] readers;
  private final List<SerializedString> names;
  private final Map<String, Integer> positions = new HashMap<>();

  /** A reader for records of that schema. */
  public RawChangeReader(SourceTable table) {
    this.table = table;
    this.readers =
        table.columns().stream().map(MySqlJsonValues::of).toArray(MySqlJsonValues.Reader[]::new);
    this.names =
        table.columns().stream().map(column -> new SerializedString(column.name())).toList();
    for (int i = 0; i < readers.length; i++) {
      positions.put(table.columns().get(i).name(), i);
    }
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
    } catch (IOException e) {
      throw new RawRefused("E_RAW_JSON", "", "The record is no JSON that a capture wrote.");
    }
  }

  private Envelope envelope(byte[] value) throws IOException, RawRefused {
    Envelope envelope = new Envelope();
    try (JsonParser in = FACTORY.createParser(value)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new RawRefused("E_RAW_ENVELOPE", "", "The record is no Debezium envelope.");
      }
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        in.nextToken();
        switch (name) {
          case "before" -> envelope.before = row(in);
          case "after" -> envelope.after = row(in);
          case "op" -> envelope.op = in.getText();
          case "source" -> envelope.committedAtMicros = committedAtMicros(in);
          default -> in.skipChildren();
        }
      }
      if (in.currentToken() != JsonToken.END_OBJECT) {
        throw new RawRefused("E_RAW_ENVELOPE", "", "The record ends in the middle.");
      }
    }
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

  private @Nullable SourceRow row(JsonParser in) throws IOException, RawRefused {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    @Nullable Value[] values = new @Nullable Value[readers.length];
    int position = nextColumn(in, 0);
    while (position >= 0) {
      in.nextToken();
      values[position] = value(in, position);
      position = nextColumn(in, position + 1);
    }
    return new SourceRow(table, complete(values));
  }

  /**
   * The position of the next column, or -1 after the last. They come in table order, so it is
   * nearly always the one expected.
   */
  private int nextColumn(JsonParser in, int expected) throws IOException, RawRefused {
    if (expected < names.size() && in.nextFieldName(names.get(expected))) {
      return expected;
    }
    JsonToken token = expected < names.size() ? in.currentToken() : in.nextToken();
    if (token != JsonToken.FIELD_NAME) {
      return -1;
    }
    Integer position = positions.get(in.currentName());
    if (position == null) {
      throw new RawRefused(
          "E_RAW_COLUMN", in.currentName(), "The record's own schema has no such column.");
    }
    return position;
  }

  private Value value(JsonParser in, int position) throws IOException, RawRefused {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      return Value.NULL;
    }
    SourceColumn column = table.columns().get(position);
    try {
      return readers[position].read(in);
    } catch (Refused e) {
      throw new RawRefused(e.error(), column.name(), String.valueOf(e.getMessage()));
    } catch (NumberFormatException e) {
      throw new RawRefused(ValueError.TYPE, column.name(), "not a number");
    }
  }

  private Value[] complete(@Nullable Value[] values) throws RawRefused {
    Value[] complete = new Value[values.length];
    for (int i = 0; i < values.length; i++) {
      Value value = values[i];
      if (value == null) {
        throw new RawRefused(
            ValueError.MISSING, table.columns().get(i).name(), "a column is absent");
      }
      complete[i] = value;
    }
    return complete;
  }

  private static long committedAtMicros(JsonParser in) throws IOException {
    long micros = 0;
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      JsonToken token = in.nextToken();
      if (token == JsonToken.VALUE_NUMBER_INT && name.equals("ts_us")) {
        micros = in.getLongValue();
      } else if (token == JsonToken.VALUE_NUMBER_INT && name.equals("ts_ms") && micros == 0) {
        micros = in.getLongValue() * MICROS_PER_MILLI;
      } else {
        in.skipChildren();
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
