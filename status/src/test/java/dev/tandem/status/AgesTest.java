/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.status.PipelineStatus.Severity;
import dev.tandem.status.PipelineStatus.TargetStatus;
import dev.tandem.wire.report.ProcessReport;
import dev.tandem.wire.report.Reason;
import dev.tandem.wire.report.WorkState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How old that is what a target shows. */
class AgesTest {
  private static final Reason DOWN = new Reason("TD-PG-DOWN", "PostgreSQL is away.");

  private final Sights sights = Sights.healthy().without("sink-postgres");

  private TargetStatus postgres() {
    return sights.status().targets().get(0);
  }

  private static ProcessReport report(
      String process, String instance, long at, @Nullable Long writtenAt, @Nullable Reason reason) {
    return new ProcessReport(
        new ProcessReport.Identity(process, instance, "1", 0),
        at,
        at,
        WorkState.STREAMING,
        null,
        Map.of(),
        null,
        null,
        null,
        new ProcessReport.Heartbeat(writtenAt, reason),
        List.of(),
        List.of());
  }

  private static ProcessReport sink(String instance, long writtenAt) {
    return report("sink-postgres", instance, Sights.NOW - 2_000, writtenAt, null);
  }

  @Test
  void shouldBeTheTimeSinceTheNewestHeartbeatThatAnInstanceFound() {
    sights.with(sink("a", Sights.NOW - 90_000)).with(sink("b", Sights.NOW - 4_000));
    assertThat(postgres()).isEqualTo(new TargetStatus("postgres", 4.0, null));
  }

  @Test
  void shouldNeverBeNegative() {
    sights.with(sink("a", Sights.NOW + 5_000));
    assertThat(postgres().freshnessSeconds()).isZero();
  }

  @Test
  void shouldNotBeMeasuredWithoutAHeartbeat() {
    // Given
    Watched plain = new Watched(Sights.WATCHED.entities(), false);

    // When
    PipelineStatus status =
        StatusReader.status(
            Sights.TOPICS,
            plain,
            new Observation(
                Sights.NOW,
                List.of(sink("a", Sights.NOW - 4_000)),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Map.of()));

    // Then
    assertThat(status.targets())
        .containsExactly(
            new TargetStatus("postgres", null, null), new TargetStatus("dynamo", null, null));
    assertThat(StatusText.lines(status))
        .contains("freshness of postgres  not measured: the file has no heartbeat");
  }

  @Test
  void shouldGoOnGrowingWhenTheSinkHasEnded() {
    // Given
    ProcessReport last = sink("a", Sights.NOW - 300_000);
    sights.with(Objects.requireNonNull(last.rest()));

    // Then
    assertThat(postgres().freshnessSeconds()).isEqualTo(300);
    assertThat(postgres().reason())
        .isEqualTo(new Reason("", "no sink-postgres reads the heartbeat back now"));
    assertThat(sights.status().processes())
        .noneMatch(process -> process.process().startsWith("rest"));
  }

  @Test
  void shouldLeaveNothingBehindOfWhatWasNeverSeen() {
    assertThat(report("sink-postgres", "a", 0, null, DOWN).rest()).isNull();
  }

  @Test
  void shouldTellWhatWasReadLastAndWhyNothingNewerWas() {
    // Given
    sights.with(report("sink-postgres", "a", Sights.NOW - 2_000, Sights.NOW - 60_000, DOWN));

    // Then
    assertThat(postgres()).isEqualTo(new TargetStatus("postgres", 60.0, DOWN));
    assertThat(sights.status().problems())
        .containsExactly(
            new PipelineStatus.Problem(
                Severity.NOTICE, "TD-PG-DOWN", "postgres", "PostgreSQL is away."));
    assertThat(StatusText.lines(sights.status()))
        .contains(
            "freshness of postgres  what it shows is 60 s old by what was read last: TD-PG-DOWN: PostgreSQL is away.");
  }

  @Test
  void shouldBeContentWithOneInstanceThatReads() {
    sights
        .with(report("sink-postgres", "a", Sights.NOW - 2_000, null, DOWN))
        .with(sink("b", Sights.NOW - 3_000));
    assertThat(postgres()).isEqualTo(new TargetStatus("postgres", 3.0, null));
  }

  @Test
  void shouldTellOnceThatCaptureDoesNotWriteIt() {
    // Given
    Reason denied = new Reason("TD-CAP-HEARTBEAT", "The heartbeat is not written.");
    sights
        .without("capture")
        .with(report("capture", "a", Sights.NOW - 2_000, null, denied))
        .with(sink("a", Sights.NOW - 4_000));

    // Then
    assertThat(sights.status().problems())
        .containsExactly(
            new PipelineStatus.Problem(
                Severity.NOTICE, denied.code(), "capture", denied.sentence()));
  }

  @Test
  void shouldReadReportsOfBeforeThereWasAHeartbeat() {
    String old =
        "{\"identity\":{\"process\":\"capture\",\"instance\":\"a\",\"version\":\"1\","
            + "\"startedAtMillis\":0},\"atMillis\":1,\"progressAtMillis\":1,\"state\":\"streaming\"}";
    assertThat(
            ProcessReport.ofJson(old.getBytes(java.nio.charset.StandardCharsets.UTF_8)).heartbeat())
        .isNull();
  }
}
