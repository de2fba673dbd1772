/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.temporal.ChronoField;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code duration}: a signed span in microseconds, written {@code +838:59:59.000000}. */
public record DurationType() implements Type {
  private static final Pattern FORM =
      Pattern.compile("([+-]?)(\\d{2,9}):([0-5]\\d):([0-5]\\d)(?:\\.(\\d{1,6}))?");
  private static final long MICROS_PER_SECOND = 1_000_000L;

  @Override
  public Kind kind() {
    return Kind.DURATION;
  }

  @Override
  public Value accept(Value value) throws Refused {
    if (value instanceof Value.Duration) {
      return value;
    }
    if (value instanceof Value.Time time) {
      return new Value.Duration(time.value().getLong(ChronoField.MICRO_OF_DAY));
    }
    if (value instanceof Value.Text text) {
      return parse(text.value());
    }
    throw wrongKind(value);
  }

  /** Reads {@code [+-]H:MM:SS[.f]}. */
  public static Value.Duration parse(String text) throws Refused {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new Refused(ValueError.DURATION, "not in the form +H:MM:SS.ffffff");
    }
    long seconds =
        Long.parseLong(form.group(2)) * 3_600
            + Long.parseLong(form.group(3)) * 60
            + Long.parseLong(form.group(4));
    String fraction = form.group(5) == null ? "" : form.group(5);
    long micros =
        seconds * MICROS_PER_SECOND + Long.parseLong((fraction + "000000").substring(0, 6));
    return new Value.Duration(form.group(1).equals("-") ? -micros : micros);
  }

  /** {@code -01:00:00.000000}. */
  public static String format(long micros) {
    long rest = Math.abs(micros); // unsigned: the smallest number has no positive counterpart
    long seconds = Long.divideUnsigned(rest, MICROS_PER_SECOND);
    StringBuilder text = new StringBuilder(18).append(micros < 0 ? '-' : '+');
    Iso.pad(text, seconds / 3_600, 2).append(':');
    Iso.pad(text, seconds / 60 % 60, 2).append(':');
    Iso.pad(text, seconds % 60, 2).append('.');
    return Iso.pad(text, Long.remainderUnsigned(rest, MICROS_PER_SECOND), 6).toString();
  }

  @Override
  public void write(Value value, JsonGenerator out) throws IOException {
    out.writeString(format(((Value.Duration) value).micros()));
  }

  @Override
  public Value read(JsonParser in) throws IOException, Refused {
    return parse(Tokens.string(in, this));
  }

  @Override
  public String toString() {
    return "duration";
  }
}
