/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import microsoft.sql.DateTimeOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlServerConverterTest {

  @ParameterizedTest
  @CsvSource({
    "2018-06-20T01:07:03.1234567Z, 330, 2018-06-20T06:37:03.1234567+05:30",
    "1969-12-31T23:59:59.9999999Z, 0, 1969-12-31T23:59:59.9999999Z",
    "1500-02-28T22:30:00Z, 120, 1500-03-01T00:30:00+02:00",
    "1500-03-01T00:30:00Z, -120, 1500-02-28T22:30:00-02:00",
    "0001-01-01T00:00:00Z, 840, 0001-01-01T14:00:00+14:00",
    "9999-12-31T23:59:59.9999999Z, -840, 9999-12-31T09:59:59.9999999-14:00"
  })
  void shouldKeepTheMomentAndItsOffset(OffsetDateTime utc, int minutes, String expected) {
    assertThat(SqlServerConverter.moment(stored(utc, minutes))).isEqualTo(expected);
  }

  @Test
  void shouldLeaveNullAlone() {
    assertThat(SqlServerConverter.moment(null)).isNull();
  }

  /** As the driver makes one of what the server sends: the date of UTC, by its own calendar. */
  private static DateTimeOffset stored(OffsetDateTime utc, int minutes) {
    Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    calendar.clear();
    calendar.set(
        utc.getYear(),
        utc.getMonthValue() - 1,
        utc.getDayOfMonth(),
        utc.getHour(),
        utc.getMinute(),
        utc.getSecond());
    Timestamp moment = new Timestamp(calendar.getTimeInMillis());
    moment.setNanos(utc.getNano());
    return DateTimeOffset.valueOf(moment, minutes);
  }
}
