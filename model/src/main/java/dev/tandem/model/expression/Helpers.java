/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.expression;

import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.common.values.NullValue;
import dev.tandem.model.expression.Functions.Parameter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** What CEL lacks for rows of a database: a value in place of NULL, and days. */
final class Helpers {
  private static final Parameter<Object> ANY =
      new Parameter<>(TypeParamType.create("T"), Object.class);
  private static final Parameter<Instant> TIMESTAMP =
      new Parameter<>(SimpleType.TIMESTAMP, Instant.class);

  private Helpers() {}

  static void addTo(Functions functions) {
    functions.add("coalesce", ANY.type(), ANY, ANY, (a, b) -> a instanceof NullValue ? b : a);
    functions.add("date", SimpleType.TIMESTAMP, Decimals.STRING, Helpers::parseDate);
    functions.add("date", SimpleType.TIMESTAMP, TIMESTAMP, a -> a.truncatedTo(ChronoUnit.DAYS));
  }

  private static Instant parseDate(String text) {
    try {
      LocalDate date = LocalDate.parse(text);
      if (date.getYear() >= 1 && date.getYear() <= 9999) {
        return date.atStartOfDay().toInstant(ZoneOffset.UTC);
      }
    } catch (DateTimeException e) {
      throw new Failure("text that is no date such as 2020-12-31 in date(...)");
    }
    throw new Failure("a year outside 0001 to 9999 in date(...)");
  }
}
