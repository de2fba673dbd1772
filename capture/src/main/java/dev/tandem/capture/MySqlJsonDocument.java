/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import com.fasterxml.jackson.core.io.NumberOutput;
import com.github.shyiko.mysql.binlog.event.deserialization.ColumnType;
import com.github.shyiko.mysql.binlog.event.deserialization.json.JsonBinary;
import com.github.shyiko.mysql.binlog.event.deserialization.json.JsonFormatter;
import com.github.shyiko.mysql.binlog.event.deserialization.json.JsonStringFormatter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Locale;

/**
 * A JSON document as the log holds it, in binary, spelled as MySQL itself does. The library's own
 * text has fewer digits in a time than MySQL's, and a wrong time where it is negative or has more
 * than 99 hours.
 */
final class MySqlJsonDocument extends JsonBinary {
  /** MySQL shows larger numbers with an exponent, and then without a point. */
  private static final int PLAIN_DIGITS = 15;

  private static final int FRACTION_BITS = 24;
  private static final long FRACTION = (1 << FRACTION_BITS) - 1;

  private MySqlJsonDocument(byte[] logged) {
    super(logged);
  }

  /** The document's text. */
  static String text(byte[] logged) {
    if (logged.length == 0) {
      return "null"; // of rows from before an ALTER TABLE ADD: MySQL takes it for that
    }
    JsonStringFormatter text = new Text();
    try {
      new MySqlJsonDocument(logged).parse(text);
    } catch (IOException e) {
      throw new UncheckedIOException("a JSON document of the log cannot be read", e);
    }
    return text.getString();
  }

  /** Hours, minutes and seconds, and below them the microseconds; all of it negated at once. */
  @Override
  protected void parseTime(JsonFormatter text) throws IOException {
    long packed = readInt64();
    long rest = Math.abs(packed);
    long clock = rest >> FRACTION_BITS;
    text.value(
        String.format(
            Locale.ROOT,
            "%s%02d:%02d:%02d.%06d",
            packed < 0 ? "-" : "",
            clock >> 12 & 0x3ff,
            clock >> 6 & 0x3f,
            clock & 0x3f,
            rest & FRACTION));
  }

  private static final class Text extends JsonStringFormatter {
    /**
     * With a point where MySQL shows one; the number of digits is what a jsonb column keeps. Java
     * itself spells some numbers with more digits than they need before version 19 (JDK-4511638).
     */
    @Override
    public void value(double number) {
      BigDecimal digits = new BigDecimal(NumberOutput.toString(number, true)).stripTrailingZeros();
      int beforePoint = digits.precision() - digits.scale();
      boolean plain = beforePoint <= PLAIN_DIGITS && digits.scale() <= 0;
      value(plain ? digits.setScale(1) : digits);
    }

    @Override
    public void valueOpaque(ColumnType type, byte[] bytes) {
      value("base64:type" + type.getCode() + ":" + Base64.getEncoder().encodeToString(bytes));
    }

    @Override
    public void valueDatetime(
        int year, int month, int day, int hour, int minute, int second, int micros) {
      value(
          String.format(
              Locale.ROOT,
              "%04d-%02d-%02d %02d:%02d:%02d.%06d",
              year,
              month,
              day,
              hour,
              minute,
              second,
              micros));
    }
  }
}
