/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/**
 * {@code time}: a time of day; finer than a microsecond is cut, as every target would round it
 * otherwise.
 */
public record TimeType() implements Type {
  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final long NANOS_PER_MICRO = 1_000L;

  @Override
  public Kind kind() {
    return Kind.TIME;
  }

  @Override
  public Value accept(Value value) throws Refused {
    if (value instanceof Value.Time time) {
      return new Value.Time(time.value().truncatedTo(ChronoUnit.MICROS));
    }
    if (value instanceof Value.Text text) {
      return parsed(text.value());
    }
    if (value instanceof Value.Duration span) {
      if (span.micros() < 0 || span.micros() >= MICROS_PER_DAY) {
        throw new Refused(ValueError.TIME_RANGE, "outside one day");
      }
      return new Value.Time(LocalTime.ofNanoOfDay(span.micros() * NANOS_PER_MICRO));
    }
    throw wrongKind(value);
  }

  private Value parsed(String text) throws Refused {
    try {
      return accept(new Value.Time(Iso.parseTime(text)));
    } catch (DateTimeException e) {
      throw new Refused(ValueError.TIME_RANGE, "not a time of day");
    }
  }

  @Override
  public void write(Value value, JsonGenerator out) throws IOException {
    out.writeString(Iso.time(((Value.Time) value).value()));
  }

  @Override
  public Value read(JsonParser in) throws IOException, Refused {
    return parsed(Tokens.string(in, this));
  }

  @Override
  public String toString() {
    return "time";
  }
}
