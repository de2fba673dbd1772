/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sqlserver.SqlServerCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerVersionTest {

  @ParameterizedTest
  @CsvSource({
    "13.0.4001.0, Standard Edition (64-bit), 2",
    "13.0.5026.0, Enterprise Edition (64-bit), 3",
    "14.0.1000.169, Developer Edition (64-bit), 3",
    "16.0.4135.4, Enterprise Evaluation Edition (64-bit), 3",
    "12.0.2000.8, SQL Azure, 8"
  })
  void shouldTakeWhatCanCaptureChanges(String version, String edition, int engine) {
    assertThat(ServerVersion.problems("db:1433", new Product(version, edition, engine))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "13.0.1601.5, Enterprise Edition (64-bit), 3",
    "12.0.6024.0, Enterprise Edition (64-bit), 3",
    "16.0.4135.4, Express Edition (64-bit), 4",
    "16.0.4135.4, Web Edition (64-bit), 2",
    "12.0.2000.8, SQL Azure, 5",
    "12.0.2000.8, SQL Azure, 11",
    "'', '', 0"
  })
  void shouldRefuseWhatCannot(String version, String edition, int engine) {
    assertThat(ServerVersion.problems("db:1433", new Product(version, edition, engine)))
        .singleElement()
        .satisfies(problem -> assertThat(problem.code()).isEqualTo(SqlServerCode.VERSION))
        .satisfies(problem -> assertThat(problem.sentence()).contains(version, edition));
  }
}
