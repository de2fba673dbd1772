/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parsing is java.time's, whichever way is taken. */
class IsoTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2018-06-20T06:37:03.120000",
        "0000-01-01T00:00:00",
        "9999-12-31T23:59:59.999999999",
        "2024-02-29T12:00:00.1",
        "2023-02-29T12:00:00",
        "2000-02-29T12:00",
        "+12018-06-20T06:37:03",
        "-0001-06-20T06:37:03",
        "2018-06-31T06:37:03",
        "2018-13-01T06:37:03",
        "2018-00-01T06:37:03",
        "2018-06-00T06:37:03",
        "2018-06-20T24:00:00",
        "2018-06-20T06:60:03",
        "2018-06-20T06:37:60",
        "2018-06-20T06:37:03.",
        "2018-06-20T06:37:03.1234567890",
        "2018-06-20T06:37:03,5",
        "2018-06-20 06:37:03",
        "2018-06-20t06:37:03",
        "2018/06/20T06:37:03",
        "2018-06-20T06-37-03",
        "2018-06-2\u0660T06:37:03",
        "2018-06-20T6:37:03",
        "2018-06-20T",
        "2018-06-20",
        "T06:37:03",
        "-018-06-20T06:37:03",
        "2018-06-20T06:37:-3",
        " 2018-06-20T06:37:03",
        "",
      })
  void shouldParseAsJavaTimeDoes(String text) {
    assertAlike(text, Iso::parseTimestamp, LocalDateTime::parse);
    assertAlike(text + "Z", Iso::parseInstant, Instant::parse);
    assertAlike(text + "z", Iso::parseInstant, Instant::parse);
    assertAlike(text + "+01:00", Iso::parseInstant, Instant::parse);
    int middle = text.indexOf('T');
    assertAlike(text.substring(0, Math.max(0, middle)), Iso::parseDate, LocalDate::parse);
    assertAlike(text.substring(middle + 1), Iso::parseTime, LocalTime::parse);
  }

  private static <T> void assertAlike(
      String text, Function<String, T> ours, Function<String, T> javas) {
    T expected;
    try {
      expected = javas.apply(text);
    } catch (DateTimeParseException e) {
      assertThatThrownBy(() -> ours.apply(text)).hasMessage(e.getMessage());
      return;
    }
    assertThat(ours.apply(text)).isEqualTo(expected);
  }

  @Test
  void shouldReadBackWhatItWrites() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      LocalDateTime time =
          LocalDateTime.ofEpochSecond(
              random.nextLong(-62_167_219_200L, 253_402_300_800L),
              random.nextInt(1_000_000) * 1_000,
              ZoneOffset.UTC);
      assertThat(Iso.parseTimestamp(Iso.timestamp(time))).isEqualTo(time);
      assertThat(Iso.parseTimestamp(time.toString())).isEqualTo(time);
      assertThat(Iso.parseInstant(Iso.instant(time.toInstant(ZoneOffset.UTC))))
          .isEqualTo(time.toInstant(ZoneOffset.UTC));
    }
  }
}
