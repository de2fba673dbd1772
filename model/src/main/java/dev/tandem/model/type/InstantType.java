/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** {@code instant}: a point in time; a local time is refused, for its zone is unknown. */
public record InstantType() implements Type {

  @Override
  public Kind kind() {
    return Kind.INSTANT;
  }

  @Override
  public Value accept(Value value) throws Refused {
    if (value instanceof Value.Timestamp) {
      throw new Refused(ValueError.ZONE_MISSING, "a local time");
    }
    if (!(value instanceof Value.Moment moment)) {
      throw wrongKind(value);
    }
    DateType.checkYear(moment.value().atOffset(ZoneOffset.UTC).getYear());
    return new Value.Moment(moment.value().truncatedTo(ChronoUnit.MICROS));
  }

  @Override
  public void write(Value value, JsonGenerator out) throws IOException {
    out.writeString(Iso.instant(((Value.Moment) value).value()));
  }

  @Override
  public Value read(JsonParser in) throws IOException, Refused {
    try {
      return accept(new Value.Moment(Instant.parse(Tokens.string(in, this))));
    } catch (DateTimeException e) {
      throw new Refused(ValueError.DATE_RANGE, "not a point in time");
    }
  }

  @Override
  public String toString() {
    return "instant";
  }
}
