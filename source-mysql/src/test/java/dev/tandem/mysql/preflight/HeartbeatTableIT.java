/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.Heartbeat;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.preflight.CapturePlan;
import dev.tandem.model.preflight.Problem;
import dev.tandem.model.source.TableId;
import dev.tandem.mysql.MySqlCode;
import dev.tandem.mysql.MySqlConnection;
import dev.tandem.mysql.MySqlHeartbeat;
import dev.tandem.mysql.TestMySql;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of the heartbeat, and the right to write it. */
class HeartbeatTableIT {
  private static final String PASSWORD = "a password";

  @TempDir static Path folder;
  @AutoClose private static TestMySql mysql;

  @BeforeAll
  static void start() {
    mysql = TestMySql.start(folder);
  }

  @BeforeEach
  void makeAServerInOrder() {
    mysql.execute(
        "CREATE DATABASE checked",
        "CREATE USER capture IDENTIFIED BY '" + PASSWORD + "'",
        "GRANT REPLICATION SLAVE, REPLICATION CLIENT, RELOAD ON *.* TO capture",
        "GRANT SELECT ON `checked`.* TO capture");
  }

  @AfterEach
  void tidy() {
    mysql.execute("DROP DATABASE checked", "DROP USER capture");
  }

  private static MySqlConnection connection() {
    return mysql.as("capture", PASSWORD);
  }

  private static List<Problem> problems() {
    EntityPlan heartbeat =
        Heartbeat.plan("shop", TableId.of("checked", "tandem_heartbeat"), true, false);
    CapturePlan plan = CapturePlan.of(List.of("checked"), new MappingPlan(0, List.of(heartbeat)));
    return new Preflight(connection(), plan, OptionalLong.empty()).problems();
  }

  @Test
  void printsWhatMakesTheTableOfTheHeartbeatAndLetsItBeWritten() throws Exception {
    // Given
    List<Problem> problems = problems();
    assertThat(problems).extracting(Problem::code).containsExactly(MySqlCode.TABLE);
    String statements = problems.get(0).statement().orElseThrow();

    // When
    mysql.execute(statements.split("; ", -1));

    // Then
    assertThat(problems()).isEmpty();
    try (MySqlHeartbeat row =
        new MySqlHeartbeat(connection(), TableId.of("checked", "tandem_heartbeat"), "shop")) {
      row.write(Instant.parse("2026-01-02T03:04:05.123456789Z"));
      row.write(Instant.parse("2026-01-02T03:04:06.654321Z"));
    }
    try (var connection = mysql.asRoot().open();
        var statement = connection.createStatement();
        var result =
            statement.executeQuery(
                "SELECT CONCAT_WS(' ', pipeline, beat, written_at) FROM checked.tandem_heartbeat")) {
      result.next();
      assertThat(result.getString(1)).isEqualTo("shop 2 2026-01-02 03:04:06.654321");
      assertThat(result.next()).isFalse();
    }
  }

  @Test
  void tellsThatTheHeartbeatMayNotBeWritten() {
    // Given
    mysql.execute(
        "CREATE TABLE checked.tandem_heartbeat (pipeline VARCHAR(100) PRIMARY KEY,"
            + " beat BIGINT NOT NULL, written_at DATETIME(6) NOT NULL)",
        "GRANT INSERT ON checked.tandem_heartbeat TO capture");

    // When
    List<Problem> problems = problems();

    // Then
    assertThat(problems).extracting(Problem::code).containsExactly(MySqlCode.HEARTBEAT);
    assertThat(problems.get(0).line())
        .contains("GRANT SELECT, INSERT, UPDATE ON `checked`.`tandem_heartbeat` TO 'capture'@");
  }

  @Test
  void tellsWhatKeepsATableFromHoldingTheHeartbeat() {
    // Given
    mysql.execute(
        "CREATE TABLE checked.tandem_heartbeat (id INT PRIMARY KEY, pipeline VARCHAR(100),"
            + " beat BIGINT, written_at TIMESTAMP(6) NULL)");

    // When
    List<Problem> problems = problems();

    // Then
    assertThat(problems).extracting(Problem::code).containsExactly(MySqlCode.TABLE);
    assertThat(problems.get(0).sentence())
        .contains("its column written_at has another type", "its primary key is not pipeline");
  }
}
