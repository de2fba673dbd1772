/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.source.TableId;
import dev.tandem.mysql.TestMySql;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RiskyValuesIT {
  private static final String COLUMNS =
      "(id INT PRIMARY KEY, d DATE, dt DATETIME NOT NULL, ts TIMESTAMP NULL, t TIME(3), y YEAR,"
          + " e ENUM('a','b'))";

  @TempDir static Path folder;
  private static TestMySql mysql;

  @BeforeAll
  static void start() {
    mysql = TestMySql.start(folder);
    mysql.execute("CREATE DATABASE risky");
  }

  @AfterAll
  static void stop() {
    mysql.close();
  }

  @Test
  void countsValuesThatWouldChangeOnTheirWay() {
    // Given
    mysql.execute(
        "CREATE TABLE risky.t " + COLUMNS,
        "SET sql_mode = 'ALLOW_INVALID_DATES'",
        "INSERT INTO risky.t (id, d, dt) VALUES (4,'2018-02-30','2018-02-28')",
        "SET sql_mode = ''",
        "INSERT INTO risky.t VALUES (1,'0000-00-00','2018-06-00 01:02:03',0,'-00:00:00.001',0,0),"
            + "(2,'2018-00-01','2018-06-20 01:02:03',NULL,'24:00:00',1970,'a'),"
            + "(3,'2018-01-01','2018-06-20 01:02:03','2018-06-20',NULL,NULL,NULL)");
    // When
    List<Problem> problems =
        new RiskyValues(mysql.asRoot()).problems(TableId.of("risky", "t"), Set.of());
    // Then
    assertThat(problems)
        .extracting(Problem::where)
        .containsExactly("risky.t.d", "risky.t.dt", "risky.t.ts", "risky.t.t", "risky.t.e");
    assertThat(problems)
        .extracting(problem -> problem.sentence().replaceFirst(" .*", ""))
        .containsExactly("3", "1", "1", "2", "1");
  }

  @Test
  void leavesOutTimesThatTheMappingTakesForDurations() {
    // Given
    mysql.execute(
        "CREATE TABLE risky.spans (id INT PRIMARY KEY, t TIME)",
        "INSERT INTO risky.spans VALUES (1, '25:00:00')");
    // When
    List<Problem> problems =
        new RiskyValues(mysql.asRoot()).problems(TableId.of("risky", "spans"), Set.of("t"));
    // Then
    assertThat(problems).isEmpty();
  }

  @Test
  void findsNothingInOrdinaryValues() {
    // Given
    mysql.execute(
        "CREATE TABLE risky.ordinary " + COLUMNS,
        "INSERT INTO risky.ordinary VALUES"
            + " (1,'0001-01-01','9999-12-31 23:59:59','1970-01-01 00:00:01','23:59:59.999',1901,'b')");
    // When
    List<Problem> problems =
        new RiskyValues(mysql.asRoot()).problems(TableId.of("risky", "ordinary"), Set.of());
    // Then
    assertThat(problems).isEmpty();
  }

  @Test
  void findsNothingInAnEmptyTable() {
    // Given
    mysql.execute("CREATE TABLE risky.empty " + COLUMNS);
    // When
    List<Problem> problems =
        new RiskyValues(mysql.asRoot()).problems(TableId.of("risky", "empty"), Set.of());
    // Then
    assertThat(problems).isEmpty();
  }
}
