/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import static dev.tandem.model.transform.Applying.applied;
import static dev.tandem.model.transform.Applying.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.type.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneTransformsTest {

  /** Berlin skips 02:00 to 03:00 on 25 March 2018 and has it twice on 28 October. */
  @ParameterizedTest(name = "{0}({1})")
  @CsvSource(
      delimiter = '|',
      value = {
        "in_zone(Europe/Berlin)          | 2018-01-20T08:00:00 | 2018-01-20T07:00:00.000000Z",
        "in_zone(Europe/Berlin)          | 2018-03-25T01:59:59.999999 | 2018-03-25T00:59:59.999999Z",
        "in_zone(Europe/Berlin)          | 2018-03-25T02:00:00 | E_TRANSFORM",
        "in_zone(Europe/Berlin)          | 2018-03-25T02:59:59.999999 | E_TRANSFORM",
        "in_zone(Europe/Berlin)          | 2018-03-25T03:00:00 | 2018-03-25T01:00:00.000000Z",
        "in_zone(Europe/Berlin, earlier) | 2018-03-25T02:30:00 | 2018-03-25T00:30:00.000000Z",
        "in_zone(Europe/Berlin, later)   | 2018-03-25T02:30:00 | 2018-03-25T01:30:00.000000Z",
        "in_zone(Europe/Berlin)          | 2018-10-28T01:59:59 | 2018-10-27T23:59:59.000000Z",
        "in_zone(Europe/Berlin)          | 2018-10-28T02:00:00 | E_TRANSFORM",
        "in_zone(Europe/Berlin)          | 2018-10-28T02:59:59 | E_TRANSFORM",
        "in_zone(Europe/Berlin)          | 2018-10-28T03:00:00 | 2018-10-28T02:00:00.000000Z",
        "in_zone(Europe/Berlin, earlier) | 2018-10-28T02:30:00 | 2018-10-28T00:30:00.000000Z",
        "in_zone(Europe/Berlin, later)   | 2018-10-28T02:30:00 | 2018-10-28T01:30:00.000000Z",
        "in_zone(Europe/Berlin, later)   | 2018-06-20T08:00:00 | 2018-06-20T06:00:00.000000Z",
        "in_zone(UTC)                    | 2018-03-25T02:30:00 | 2018-03-25T02:30:00.000000Z",
        "in_zone(+01:00)                 | 2018-03-25T02:30:00 | 2018-03-25T01:30:00.000000Z",
        "in_zone(Pacific/Apia)           | 2011-12-30T12:00:00 | E_TRANSFORM",
      })
  void shouldMakeAPointInTimeOfALocalOne(String call, LocalDateTime local, String moment) {
    assertThat(applied(call, new Value.Timestamp(local))).isEqualTo(moment);
  }

  @ParameterizedTest
  @CsvSource({
    "2018-01-20T07:00:00Z, 2018-01-20T08:00:00.000000",
    "2018-10-28T00:30:00Z, 2018-10-28T02:30:00.000000",
    "2018-10-28T01:30:00.123456Z, 2018-10-28T02:30:00.123456",
  })
  void shouldMakeALocalTimeOfAPointInTime(Instant moment, String local) {
    assertThat(applied("local_in(Europe/Berlin)", new Value.Moment(moment))).isEqualTo(local);
  }

  @Test
  void shouldRefuseOtherKindsAndWhatIsOutOfRange() {
    Value day = new Value.Date(LocalDate.EPOCH);
    assertThat(applied("in_zone(UTC)", day)).isEqualTo("E_TRANSFORM");
    assertThat(applied("in_zone(UTC)", new Value.Moment(Instant.EPOCH))).isEqualTo("E_TRANSFORM");
    assertThat(applied("in_zone(UTC)", "2018-06-20T08:00:00")).isEqualTo("E_TRANSFORM");
    assertThat(applied("local_in(UTC)", day)).isEqualTo("E_TRANSFORM");
    assertThat(
            applied(
                "local_in(+01:00)", new Value.Moment(LocalDateTime.MAX.toInstant(ZoneOffset.UTC))))
        .isEqualTo("E_TRANSFORM");
  }

  @Test
  void shouldSayWhetherTheTimeIsSkippedOrTwice() {
    assertThat(refusal("in_zone(Europe/Berlin)", local("2018-03-25T02:30")))
        .isEqualTo("in_zone: a local time that the zone skips when its clocks go forward");
    assertThat(refusal("in_zone(Europe/Berlin)", local("2018-10-28T02:30")))
        .isEqualTo("in_zone: a local time that the zone has twice when its clocks go back");
  }

  private static Value local(String text) {
    return new Value.Timestamp(LocalDateTime.parse(text));
  }
}
