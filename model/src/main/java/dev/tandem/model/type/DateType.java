/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.regex.Pattern;

/**
 * {@code date}: a day of the years 0001 to 9999, in the proleptic Gregorian calendar; text in the
 * form 2018-06-20 is one, too.
 */
public record DateType() implements Type {
  private static final int LAST_YEAR = 9999;
  private static final Pattern NO_DATE =
      Pattern.compile("0000-\\d\\d-\\d\\d|\\d{4}-00-\\d\\d|\\d{4}-\\d\\d-00");

  @Override
  public Kind kind() {
    return Kind.DATE;
  }

  @Override
  public Value accept(Value value) throws Refused {
    if (value instanceof Value.Text text) {
      return parsed(text.value());
    }
    if (!(value instanceof Value.Date date)) {
      throw wrongKind(value);
    }
    checkYear(date.value().getYear());
    return value;
  }

  private Value parsed(String text) throws Refused {
    checkCalendar(text);
    try {
      return accept(new Value.Date(Iso.parseDate(text)));
    } catch (DateTimeException e) {
      throw new Refused(ValueError.DATE_RANGE, "not a date in the form 2018-06-20");
    }
  }

  /** Text that spells a date with a year, month or day of zero, alone or before a time. */
  static void checkCalendar(String text) throws Refused {
    if (hasZeros(text) && NO_DATE.matcher(text).lookingAt()) {
      throw new Refused(ValueError.ZERO_DATE, "no day of any calendar");
    }
  }

  /** Spares nearly all dates the expression, which costs more than all else about them. */
  private static boolean hasZeros(String text) {
    return text.startsWith("0000-") || text.startsWith("-00", 4) || text.startsWith("-00", 7);
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
    return parsed(Tokens.string(in, this));
  }

  @Override
  public String toString() {
    return "date";
  }
}
