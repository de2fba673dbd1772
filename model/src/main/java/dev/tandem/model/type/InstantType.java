/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/**
 * {@code instant}: a point in time; a local time is refused, for its zone is unknown. Text that
 * names its zone is one, too.
 */
public record InstantType() implements Type {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  @Override
  public Kind kind() {
    return Kind.INSTANT;
  }

  @Override
  public Value accept(Value value) throws Refused {
    if (value instanceof Value.Timestamp) {
      throw new Refused(ValueError.ZONE_MISSING, "a local time");
    }
    if (value instanceof Value.Text text) {
      return accept(new Value.Moment(parsed(text.value())));
    }
    if (!(value instanceof Value.Moment moment)) {
      throw wrongKind(value);
    }
    if (moment.value().isBefore(FIRST) || !moment.value().isBefore(END)) {
      throw new Refused(ValueError.DATE_RANGE, "outside the years 0001 to 9999");
    }
    return new Value.Moment(moment.value().truncatedTo(ChronoUnit.MICROS));
  }

  private static Instant parsed(String text) throws Refused {
    DateType.checkCalendar(text);
    String form = Iso.withT(text);
    try {
      return OffsetDateTime.parse(form).toInstant();
    } catch (DateTimeException e) {
      throw isLocal(form)
          ? new Refused(ValueError.ZONE_MISSING, "a local time")
          : new Refused(ValueError.DATE_RANGE, "not a point in time");
    }
  }

  private static boolean isLocal(String form) {
    try {
      return Iso.parseTimestamp(form).getYear() != 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  @Override
  public void write(Value value, JsonGenerator out) throws IOException {
    out.writeString(Iso.instant(((Value.Moment) value).value()));
  }

  @Override
  public Value read(JsonParser in) throws IOException, Refused {
    try {
      return accept(new Value.Moment(Iso.parseInstant(Tokens.string(in, this))));
    } catch (DateTimeException e) {
      throw new Refused(ValueError.DATE_RANGE, "not a point in time");
    }
  }

  @Override
  public String toString() {
    return "instant";
  }
}
