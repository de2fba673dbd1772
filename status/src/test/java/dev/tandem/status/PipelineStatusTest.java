/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.error.ExitStatus;
import dev.tandem.status.PipelineStatus.EntityStatus;
import dev.tandem.status.PipelineStatus.Problem;
import dev.tandem.status.PipelineStatus.SnapshotStatus;
import dev.tandem.wire.report.ProcessReport;
import dev.tandem.wire.report.Reason;
import dev.tandem.wire.report.SubjectReport;
import dev.tandem.wire.report.WorkState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineStatusTest {
  private static final Reason DOWN = new Reason("TD-PG-DOWN", "PostgreSQL is away.");
  private static final Reason GONE = new Reason("TD-CAP-LOG-GONE", "The log is gone.");

  private final Sights sights = Sights.healthy();

  @Test
  void shouldBeWellWhenAllReportAndNothingIsLeftToDo() {
    // When
    PipelineStatus status = sights.status();

    // Then
    assertThat(status.problems()).isEmpty();
    assertThat(status.exitStatus()).isEqualTo(ExitStatus.OK);
    assertThat(status.entities())
        .extracting(EntityStatus::target)
        .containsExactly("postgres", "dynamo");
    assertThat(status.entities())
        .allMatch(entity -> entity.state() == WorkState.STREAMING)
        .allMatch(entity -> entity.lagRecords() == 0 && entity.oldestWaitingSeconds() == 0);
  }

  @Test
  void shouldCountWhatIsLeftToMapAndToWrite() {
    // Given
    sights.transform.put(
        Sights.TOPICS.raw(Sights.TABLE),
        new Backlog(30, 100, new Backlog.Oldest(Sights.NOW - 90_000, Sights.NOW - 60_000)));
    sights.sinks.put(
        "postgres",
        Map.of(
            Sights.TOPICS.entity(Sights.ORDERS),
            new Backlog(7, 100, new Backlog.Oldest(Sights.NOW - 120_000, Sights.NOW - 40_000))));

    // When
    EntityStatus postgres = sights.toPostgres();
    EntityStatus dynamo = sights.status().entities().get(1);

    // Then
    assertThat(postgres.lagRecords()).isEqualTo(37);
    assertThat(postgres.lagSeconds()).isEqualTo(60);
    assertThat(postgres.oldestWaitingSeconds()).isEqualTo(120);
    assertThat(dynamo.lagRecords()).isEqualTo(30);
    assertThat(dynamo.oldestWaitingSeconds()).isEqualTo(90);
  }

  @Test
  void shouldTellAnEntityStoppedWhenItsSinkStoppedIt() {
    // Given
    Reason flood = new Reason("TD-SNK-FLOOD", "too many dead letters");
    sights
        .without("sink-postgres")
        .with(
            Sights.report(
                "sink-postgres",
                WorkState.STREAMING,
                null,
                Sights.subject("sales.orders", WorkState.STOPPED, flood, null)));

    // Then
    assertThat(sights.toPostgres().state()).isEqualTo(WorkState.STOPPED);
    assertThat(sights.status().entities().get(1).state()).isEqualTo(WorkState.STREAMING);
    assertThat(sights.status().problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.where()).isEqualTo("sales.orders → postgres"));
    assertThat(sights.status().exitStatus()).isEqualTo(ExitStatus.STOPPED);
  }

  @Test
  void shouldTellAnEntityPausedAndTakeItForANotice() {
    // Given
    Reason pause = new Reason("TD-SNK-PAUSED", "paused by ada");
    sights
        .without("sink-postgres")
        .with(
            Sights.report(
                "sink-postgres",
                WorkState.STREAMING,
                null,
                Sights.subject("sales.orders", WorkState.PAUSED, pause, null)));

    // Then
    assertThat(sights.toPostgres().state()).isEqualTo(WorkState.PAUSED);
    assertThat(sights.status().entities().get(1).state()).isEqualTo(WorkState.STREAMING);
    assertThat(sights.status().problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.where()).isEqualTo("sales.orders → postgres"));
    assertThat(sights.status().exitStatus()).isEqualTo(ExitStatus.DIFFERENT);
  }

  @Test
  void shouldTellOnceWhatAProcessWaitsFor() {
    // Given
    sights
        .without("sink-postgres")
        .with(
            Sights.report(
                "sink-postgres",
                WorkState.WAITING,
                DOWN,
                Sights.subject("sales.orders", WorkState.WAITING, DOWN, null)));

    // Then
    assertThat(sights.toPostgres().state()).isEqualTo(WorkState.WAITING);
    assertThat(sights.status().problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.code()).isEqualTo("TD-PG-DOWN"));
    assertThat(sights.status().exitStatus()).isEqualTo(ExitStatus.UNAVAILABLE);
  }

  @Test
  void shouldNotKnowAnythingOfAPipelineThatNobodyReports() {
    // When
    PipelineStatus status = new Sights().status();

    // Then
    assertThat(status.entities()).allMatch(entity -> entity.state() == WorkState.UNKNOWN);
    assertThat(status.problems())
        .extracting(Problem::where)
        .containsExactly("capture", "transform", "sink-postgres", "sink-dynamo");
    assertThat(status.exitStatus()).isEqualTo(ExitStatus.UNAVAILABLE);
  }

  @Test
  void shouldTakeAProcessForDeadThatHasNotReportedForTwentySeconds() {
    // Given
    sights
        .without("transform")
        .with(
            Sights.report("transform", "host:1:0", Sights.NOW - 21_000, WorkState.STREAMING, null));

    // Then
    assertThat(sights.status().problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("TD-STA-SILENT");
              assertThat(problem.what()).contains("transform for 21 s");
            });
  }

  @Test
  void shouldTellWhyAProcessStoppedLongAfterItDid() {
    // Given
    sights
        .without("capture")
        .with(Sights.report("capture", "host:1:0", 5_000, WorkState.STOPPED, GONE));

    // Then
    assertThat(sights.toPostgres().state()).isEqualTo(WorkState.STOPPED);
    assertThat(sights.toPostgres().reason()).isEqualTo(GONE);
    assertThat(sights.status().exitStatus()).isEqualTo(ExitStatus.STOPPED);
  }

  @Test
  void shouldForgetTheStopOfAProcessThatAnotherInstanceCarriesOn() {
    // Given
    sights.with(Sights.report("capture", "other:2:0", 5_000, WorkState.STOPPED, GONE));

    // Then
    assertThat(sights.status().problems()).isEmpty();
  }

  @Test
  void shouldNotMindAStandby() {
    // Given
    sights.with(Sights.report("capture", "other:2:0", Sights.NOW, WorkState.STANDBY, null));

    // Then
    assertThat(sights.status().problems()).isEmpty();
    assertThat(sights.toPostgres().state()).isEqualTo(WorkState.STREAMING);
  }

  @Test
  void shouldReckonWhenASnapshotWillBeDone() {
    // Given
    SubjectReport.Snapshot snapshot =
        new SubjectReport.Snapshot(250, 1_000L, Sights.NOW - 10_000, false);
    snapshotting(snapshot);

    // Then
    assertThat(sights.toPostgres().state()).isEqualTo(WorkState.SNAPSHOTTING);
    assertThat(sights.toPostgres().snapshot()).isEqualTo(new SnapshotStatus(250, 1_000L, 25, 30L));
    assertThat(sights.status().problems()).isEmpty();
  }

  /** Estimates of MySQL may be far too low, and days old. */
  @Test
  void shouldNotTellASnapshotDoneThatGoesOn() {
    // Given
    snapshotting(new SubjectReport.Snapshot(5_000, 1_000L, Sights.NOW - 10_000, false));

    // Then
    assertThat(sights.toPostgres().snapshot()).isEqualTo(new SnapshotStatus(5_000, 5_000L, 99, 0L));
  }

  @Test
  void shouldTellTheRowsAloneWhereTheSourceEstimatesNone() {
    // Given
    snapshotting(new SubjectReport.Snapshot(5_000, null, Sights.NOW - 10_000, false));

    // Then
    assertThat(sights.toPostgres().snapshot())
        .isEqualTo(new SnapshotStatus(5_000, null, null, null));
  }

  @Test
  void shouldCountDeadLettersWhereTheyConcern() {
    // Given
    sights.letters.put(new OpenLetters.Origin("transform", "sales.orders"), 2L);
    sights.letters.put(new OpenLetters.Origin("sink-dynamo", "sales.orders"), 3L);
    sights.letters.put(new OpenLetters.Origin("transform", ""), 1L);

    // Then
    assertThat(sights.status().entities())
        .extracting(EntityStatus::deadLetters)
        .containsExactly(2L, 5L);
    assertThat(sights.status().problems())
        .allMatch(problem -> problem.code().equals("TD-STA-LETTERS"))
        .hasSize(3);
    assertThat(sights.status().exitStatus()).isEqualTo(ExitStatus.DIFFERENT);
  }

  @Test
  void shouldWarnBeforeTheTopicsLoseWhatIsNeededNext() {
    // Given
    String raw = Sights.TOPICS.raw(Sights.TABLE);
    sights.retentions.put(raw, 800_000L);
    sights.transform.put(
        raw, new Backlog(5, 1, new Backlog.Oldest(Sights.NOW - 700_000, Sights.NOW - 700_000)));

    // Then
    assertThat(sights.toPostgres().headroomSeconds()).isEqualTo(100);
    assertThat(sights.status().problems())
        .isNotEmpty()
        .allMatch(problem -> problem.code().equals("TD-STA-HEADROOM"));
  }

  @Test
  void shouldTellAllOfTheRetentionWhenNothingIsLeftToDo() {
    // Given
    sights.retentions.put(Sights.TOPICS.raw(Sights.TABLE), 800_000L);
    sights.retentions.put(Sights.TOPICS.entity(Sights.ORDERS), 900_000L);

    // Then
    assertThat(sights.toPostgres().headroomSeconds()).isEqualTo(800);
    assertThat(sights.status().problems()).isEmpty();
  }

  @Test
  void shouldWarnBeforeTheSourceLosesWhatCaptureNeeds() {
    // Given
    ProcessReport capture = sights.reports.get(0);
    sights
        .without("capture")
        .with(
            new ProcessReport(
                capture.identity(),
                capture.atMillis(),
                capture.progressAtMillis(),
                capture.state(),
                null,
                capture.counts(),
                new ProcessReport.SourceLog(7_200, 86_400),
                null,
                null,
                null,
                capture.subjects(),
                List.of()));

    // Then
    assertThat(sights.status().sourceHeadroomSeconds()).isEqualTo(7_200);
    assertThat(sights.status().problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.what()).contains("in 2 h"));
  }

  @Test
  void shouldTellTheWorstFirst() {
    // Given
    sights.letters.put(new OpenLetters.Origin("transform", "sales.orders"), 2L);
    sights
        .without("transform")
        .without("capture")
        .with(Sights.report("capture", WorkState.STOPPED, GONE));

    // Then
    assertThat(sights.status().problems())
        .extracting(problem -> problem.severity().name())
        .containsExactly("STOPPED", "AWAY", "NOTICE", "NOTICE");
  }

  @Test
  void shouldFindTheCommitOfARecord() {
    assertThat(CommitTime.millis(json("{\"op\":\"read\",\"committed_at\":1000123,\"fields\":{}}")))
        .hasValue(1_000);
    assertThat(
            CommitTime.millis(
                json(
                    "{\"before\":null,\"after\":{\"source\":{\"ts_ms\":1}},\"source\":{\"db\":\"a\",\"ts_ms\":77}}")))
        .hasValue(77);
    assertThat(CommitTime.millis(json("{\"after\":"))).isEmpty();
    assertThat(CommitTime.millis(json("x"))).isEmpty();
    assertThat(CommitTime.millis(null)).isEmpty();
  }

  @Test
  void shouldKnowALettersOriginByItsKey() {
    assertThat(OpenLetters.origin("sink-postgres sales.orders shop.sales.orders-0@7"))
        .isEqualTo(new OpenLetters.Origin("sink-postgres", "sales.orders"));
    assertThat(OpenLetters.origin("transform  shop.shop.Orders-0@7"))
        .isEqualTo(new OpenLetters.Origin("transform", ""));
  }

  private void snapshotting(SubjectReport.Snapshot snapshot) {
    sights
        .without("capture")
        .with(
            Sights.report(
                "capture",
                WorkState.SNAPSHOTTING,
                null,
                Sights.subject(Sights.TABLE.toString(), WorkState.SNAPSHOTTING, null, snapshot)));
  }

  private static byte[] json(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
