/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.DateTimeException;

/** {@code date}: a day of the years 0001 to 9999, in the proleptic Gregorian calendar. */
public record DateType() implements Type {
  private static final int LAST_YEAR = 9999;

  @Override
  public Kind kind() {
    return Kind.DATE;
  }

  @Override
  public Value accept(Value value) throws Refused {
    if (!(value instanceof Value.Date date)) {
      throw wrongKind(value);
    }
    checkYear(date.value().getYear());
    return value;
  }

  static void checkYear(int year) throws Refused {
    if (year < 1 || year > LAST_YEAR) {
      throw new Refused(ValueError.DATE_RANGE, "the year " + year);
    }
  }

  @Override
  public void write(Value value, JsonGenerator out) throws IOException {
    out.writeString(((Value.Date) value).value().toString());
  }

  @Override
  public Value read(JsonParser in) throws IOException, Refused {
    try {
      return accept(new Value.Date(Iso.parseDate(Tokens.string(in, this))));
    } catch (DateTimeException e) {
      throw new Refused(ValueError.DATE_RANGE, "not a date");
    }
  }

  @Override
  public String toString() {
    return "date";
  }
}
