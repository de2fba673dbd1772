/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.mapping.PostgresPlan;
import dev.tandem.model.mapping.PostgresPlan.Period;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DAY   | 2018-06-20 | t_2018_06_20 | FROM ('2018-06-20') TO ('2018-06-21')",
        "DAY   | 2018-12-31 | t_2018_12_31 | FROM ('2018-12-31') TO ('2019-01-01')",
        "MONTH | 2018-12-31 | t_2018_12    | FROM ('2018-12-01') TO ('2019-01-01')",
        "MONTH | 2020-02-29 | t_2020_02    | FROM ('2020-02-01') TO ('2020-03-01')",
        "YEAR  | 2018-06-20 | t_2018       | FROM ('2018-01-01') TO ('2019-01-01')",
        "YEAR  | 0001-06-20 | t_0001       | FROM ('0001-01-01') TO ('0002-01-01')",
        "DAY   | 9999-12-31 | t_9999_12_31 | FROM ('9999-12-31') TO (MAXVALUE)",
        "MONTH | 9999-12-31 | t_9999_12    | FROM ('9999-12-01') TO (MAXVALUE)",
        "YEAR  | 9999-12-31 | t_9999       | FROM ('9999-01-01') TO (MAXVALUE)"
      })
  void shouldNameAndBoundThePartitionOfADay(
      Period period, LocalDate day, String name, String bounds) {
    assertThat(Ddl.partition(new PostgresPlan("s", "t"), period, Periods.start(period, day)))
        .isEqualTo(
            "CREATE TABLE IF NOT EXISTS \"s\".\""
                + name
                + "\" PARTITION OF \"s\".\"t\" FOR VALUES "
                + bounds);
  }
}
