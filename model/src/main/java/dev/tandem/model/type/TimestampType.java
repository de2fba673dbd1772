/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.temporal.ChronoUnit;

/**
 * {@code timestamp}: a day and time without a zone; finer than a microsecond is cut. Text in the
 * form 2018-06-20 06:37:03, with a blank or a T, is one, too, but not if it names a zone.
 */
public record TimestampType() implements Type {

  @Override
  public Kind kind() {
    return Kind.TIMESTAMP;
  }

  @Override
  public Value accept(Value value) throws Refused {
    if (value instanceof Value.Text text) {
      DateType.checkCalendar(text.value());
      return parsed(Iso.withT(text.value()));
    }
    if (!(value instanceof Value.Timestamp timestamp)) {
      throw wrongKind(value);
    }
    DateType.checkYear(timestamp.value().getYear());
    return new Value.Timestamp(timestamp.value().truncatedTo(ChronoUnit.MICROS));
  }

  private Value parsed(String text) throws Refused {
    try {
      return accept(new Value.Timestamp(Iso.parseTimestamp(text)));
    } catch (DateTimeException e) {
      throw new Refused(ValueError.DATE_RANGE, "not a timestamp");
    }
  }

  @Override
  public void write(Value value, JsonGenerator out) throws IOException {
    out.writeString(Iso.timestamp(((Value.Timestamp) value).value()));
  }

  @Override
  public Value read(JsonParser in) throws IOException, Refused {
    return parsed(Tokens.string(in, this));
  }

  @Override
  public String toString() {
    return "timestamp";
  }
}
