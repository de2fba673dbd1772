/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import static dev.tandem.sqlserver.TestSqlServer.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.source.SourcePosition;
import dev.tandem.simulated.store.CaptureMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was committed before a position was asked for must be captured before it counts as such. */
class LogScanIT {
  private static final Duration A_WHILE = Duration.ofSeconds(5);
  private static final Pattern SESSIONS = Pattern.compile("dm_cdc_log_scan_sessions");

  @AutoClose private final TestSqlServer sqlServer = new TestSqlServer();
  private final SqlServerReader reader = sqlServer.reader();

  @BeforeEach
  void capture() {
    sqlServer.db().table("t").column("k", "int").pk("k").create();
    sqlServer.db().enableCdc("t");
    commit(1);
  }

  @AfterEach
  void close() {
    reader.close();
  }

  @Test
  void shouldBelieveAnIdleDatabaseOnceTheLogWasScannedAgain() {
    // Given
    SourcePosition before = captured();
    SourcePosition asked = reader.position();
    // When / Then
    assertThat(reader.contains(before, asked)).isFalse();
    sqlServer.pass(A_WHILE);
    assertThat(reader.contains(before, asked)).isFalse(); // that scan may have begun before
    sqlServer.pass(A_WHILE);
    assertThat(reader.contains(before, asked)).isTrue();
  }

  @Test
  void shouldBelieveTheCaptureJobsNoteThatItIsAlive() {
    // Given
    forbidSessions();
    SourcePosition asked = reader.position();
    sqlServer.pass(A_WHILE);
    // When / Then
    assertThat(reader.contains(captured(), asked)).isFalse();
    sqlServer.db().idleHeartbeat();
    assertThat(reader.contains(captured(), asked)).isTrue();
  }

  @Test
  void shouldNotBelieveANoteOfTheSameMoment() {
    // Given
    forbidSessions();
    SourcePosition asked = reader.position();
    // When
    sqlServer.pass(Duration.ofMillis(3)); // a DATETIME may be rounded up by as much
    sqlServer.db().idleHeartbeat();
    // Then
    assertThat(reader.contains(captured(), asked)).isFalse();
  }

  @Test
  void shouldNotBelieveWhatIsCommittedButNotScanned() {
    // Given
    sqlServer.db().capture(CaptureMode.PAUSED);
    commit(2);
    sqlServer.pass(A_WHILE);
    SourcePosition asked = reader.position();
    SourcePosition before = captured();
    // When / Then
    for (int i = 0; i < 3; i++) {
      sqlServer.pass(A_WHILE);
      assertThat(reader.contains(before, asked)).isFalse();
    }
    sqlServer.db().runCapture();
    sqlServer.db().idleHeartbeat();
    sqlServer.db().runCapture();
    assertThat(reader.contains(before, asked)).isFalse();
    assertThat(reader.contains(captured(), asked)).isTrue();
  }

  @Test
  void shouldNotBelieveAnythingWhileTheAgentIsDown() {
    // Given
    sqlServer.server().agentRunning(false);
    commit(2);
    SourcePosition asked = reader.position();
    // When / Then
    for (int i = 0; i < 3; i++) {
      sqlServer.pass(A_WHILE);
      assertThat(reader.contains(captured(), asked)).isFalse();
    }
    sqlServer.server().agentRunning(true);
    commit(3);
    assertThat(reader.contains(captured(), asked)).isTrue();
  }

  @Test
  void shouldBelieveABusyDatabaseAsSoonAsCaptureHasCaughtUp() {
    // Given
    SourcePosition asked = reader.position();
    SourcePosition before = captured();
    sqlServer.pass(A_WHILE);
    commit(2);
    // When / Then
    assertThat(reader.contains(before, asked)).isFalse();
    assertThat(reader.contains(captured(), asked)).isTrue();
  }

  @Test
  void shouldNotBelieveANoteFromBeforeTheClockWasSetBack() {
    // Given
    forbidSessions();
    commit(2);
    sqlServer.pass(Duration.ofHours(-1));
    SourcePosition asked = reader.position();
    sqlServer.pass(A_WHILE);
    // When / Then
    assertThat(reader.contains(captured(), asked)).isFalse();
  }

  @Test
  void shouldCompareWhatWasCapturedByItsLsns() {
    // Given
    SourcePosition earlier = captured();
    commit(2);
    SourcePosition later = captured();
    // When / Then
    assertThat(earlier.text()).matches("shop [0-9a-f]{8}:[0-9a-f]{8}:[0-9a-f]{4}");
    assertThat(reader.contains(later, earlier)).isTrue();
    assertThat(reader.contains(later, later)).isTrue();
    assertThat(reader.contains(earlier, later)).isFalse();
  }

  @Test
  void shouldCompareTimesOfItsOwn() {
    // Given
    SourcePosition earlier = reader.position();
    sqlServer.pass(Duration.ofMillis(1));
    SourcePosition later = reader.position();
    // When / Then
    assertThat(earlier.text()).isEqualTo("shop @2024-03-31T00:30:00.1234567");
    assertThat(reader.contains(later, earlier)).isTrue();
    assertThat(reader.contains(earlier, later)).isFalse();
    assertThat(reader.contains(later, captured())).isFalse();
  }

  @Test
  void shouldWantEveryDatabaseCaptured() {
    // Given
    sqlServer.server().database("crm");
    try (SqlServerReader both =
        new SqlServerReader(sqlServer.connection(), List.of(DATABASE, "crm"))) {
      SourcePosition asked = both.position();
      // When
      sqlServer.pass(A_WHILE);
      commit(2);
      // Then
      assertThat(asked.text()).startsWith("crm @").contains("\nshop @");
      assertThat(both.contains(captured(), asked)).isFalse();
    }
  }

  /** Makes the server say, from now on, that the login may not see the sessions. */
  private void forbidSessions() {
    sqlServer.server().failNext(SESSIONS, 262);
    assertThat(reader.contains(captured(), reader.position())).isFalse();
  }

  private void commit(int key) {
    sqlServer.db().insert("t", key);
  }

  /** Where capture stands once it has published all that the change tables have. */
  private SourcePosition captured() {
    return Positions.of(
        Map.of(
            DATABASE,
            new Positions.Commit(
                Lsn.parse(Objects.requireNonNull(sqlServer.db().maxLsn()).toString()))));
  }
}
