/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.target.BatchRefused;
import dev.tandem.model.target.TargetUnavailable;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlErrorsTest {
  private static final PostgresConnection SERVER =
      new PostgresConnection("jdbc:postgresql://host/db", "user", "secret");

  @ParameterizedTest
  @CsvSource({
    "'', UNREACHABLE",
    "08006, UNREACHABLE",
    "57P03, UNREACHABLE",
    "28P01, LOGIN",
    "3D000, LOGIN",
    "42501, GRANT",
    "53300, EXHAUSTED",
    "53100, EXHAUSTED",
    "25006, READ_ONLY",
    "40P01, CONTENTION",
    "40001, CONTENTION",
    "55P03, CONTENTION",
    "57014, CONTENTION",
    "42P01, TABLE",
    "42703, TABLE",
    "XX000, UNEXPECTED"
  })
  void shouldWaitForWhatIsTheServersOwnState(String state, PostgresCode code) {
    assertThat(SqlErrors.ofBatch(new SQLException("", state), SERVER))
        .isInstanceOfSatisfying(
            TargetUnavailable.class, waiting -> assertThat(waiting.code()).isEqualTo(code))
        .hasMessageContaining(code.remedy());
  }

  @ParameterizedTest
  @CsvSource({
    "22001, false",
    "22P02, false",
    "23502, false",
    "23514, false",
    "54000, false",
    "P0001, false",
    "23001, true",
    "23503, true",
    "23505, true",
    "23P01, true"
  })
  void shouldRefuseWhatLiesInARow(String state, boolean passing) {
    SQLException error = new SQLException("", state);
    assertThat(SqlErrors.ofBatch(error, SERVER))
        .isInstanceOfSatisfying(
            BatchRefused.class,
            refused -> {
              assertThat(refused.passing()).isEqualTo(passing);
              assertThat(refused.code()).isEqualTo("TD-PG-" + state);
            });
    assertThat(SqlErrors.isRefusedForGood(error)).isEqualTo(!passing);
  }
}
