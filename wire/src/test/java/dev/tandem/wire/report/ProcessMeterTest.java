/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ProcessMeterTest {
  private static final ProcessReport.Identity ME =
      new ProcessReport.Identity("sink-postgres", "host:1:0", "1", 0);

  private final Hand clock = new Hand();
  private final ProcessMeter meter = new ProcessMeter(clock);
  private final SubjectMeter orders = meter.subject("sales.orders");

  @Test
  void shouldTellThePaceOfLate() {
    // Given
    orders.add(Count.SETTLED, 1_000);
    meter.report(ME);

    // When
    clock.forward(Duration.ofSeconds(5));
    orders.add(Count.SETTLED, 50);

    // Then
    assertThat(reported().perSecond()).isEqualTo(10);
    assertThat(reported().count(Count.SETTLED)).isEqualTo(1_050);
  }

  @Test
  void shouldTellByWhichRevisionItMaps() {
    // When
    meter.mapsBy(3);

    // Then
    assertThat(ProcessReport.ofJson(meter.report(ME).toJson()).revision()).isEqualTo(3);
  }

  /** So does a process that does not map, and one of an earlier version. */
  @Test
  void shouldReadAReportThatTellsOfNoRevision() {
    byte[] report = meter.report(ME).toJson();
    assertThat(new String(report, StandardCharsets.UTF_8)).doesNotContain("revision");
    assertThat(ProcessReport.ofJson(report).revision()).isNull();
  }

  @Test
  void shouldForgetAPaceThatIsOver() {
    // Given
    meter.report(ME);
    clock.forward(Duration.ofSeconds(5));
    orders.add(Count.SETTLED, 50);

    // When
    for (int i = 0; i < 5; i++) {
      meter.report(ME);
      clock.forward(Duration.ofSeconds(5));
    }

    // Then
    assertThat(reported().perSecond()).isZero();
  }

  @Test
  void shouldTellTheLatenciesOfTheLastMinuteOnly() {
    // Given
    orders.latency(5_000_000);
    meter.report(ME);
    clock.forward(Duration.ofSeconds(61));

    // When
    for (int i = 0; i < 99; i++) {
      orders.latency(10_000);
    }
    orders.latency(900_000);
    SubjectReport.Latency latency = Objects.requireNonNull(reported().latency());

    // Then
    assertThat(latency.count()).isEqualTo(100);
    assertThat(latency.p50Millis()).isCloseTo(10, within(0.2));
    assertThat(latency.p99Millis()).isCloseTo(10, within(0.2));
  }

  @Test
  void shouldTellThatAnEntityIsStoppedThoughAnotherLaneOnlyWaits() {
    // Given
    meter.works(WorkState.STREAMING);
    Reason flood = new Reason("TD-SNK-FLOOD", "stopped");
    orders.stands("t-0", WorkState.WAITING, new Reason("TD-PG-UNIQUE", "waits"), meter.now());
    orders.stands("t-1", WorkState.STOPPED, flood, meter.now());

    // Then
    assertThat(reported().state()).isEqualTo(WorkState.STOPPED);
    assertThat(reported().reason()).isEqualTo(flood);

    // When
    orders.goesOn("t-1");
    orders.goesOn("t-0");

    // Then
    assertThat(reported().state()).isEqualTo(WorkState.STREAMING);
  }

  /** Its lane may be another instance's by now. */
  @Test
  void shouldForgetWhatIsNotToldAgain() {
    // Given
    meter.works(WorkState.STREAMING);
    orders.stands("t-0", WorkState.STOPPED, new Reason("TD-SNK-FLOOD", "stopped"), meter.now());

    // When
    clock.forward(Duration.ofSeconds(31));

    // Then
    assertThat(reported().state()).isEqualTo(WorkState.STREAMING);
    assertThat(reported().reason()).isNull();
  }

  @Test
  void shouldTellHowFarTheSnapshotOfATableIs() {
    // Given
    orders.add(Count.SNAPSHOT, 7); // of a snapshot before
    orders.snapshotBegins(200L, meter.now());
    meter.works(WorkState.SNAPSHOTTING);

    // When
    orders.add(Count.SNAPSHOT, 50);

    // Then
    assertThat(reported().state()).isEqualTo(WorkState.SNAPSHOTTING);
    assertThat(reported().snapshot()).isEqualTo(new SubjectReport.Snapshot(50, 200L, 0, false));

    // When
    orders.snapshotEnds();

    // Then
    assertThat(reported().state()).isEqualTo(WorkState.STREAMING);
  }

  @Test
  void shouldTellThatAnEntityIsPausedWhateverTheProcessWaitsFor() {
    // Given
    Reason why = new Reason("TD-SNK-PAUSED", "by ada");
    orders.pauses(why);
    meter.waits(new Reason("TD-PG-DOWN", "it is away"));

    // Then
    assertThat(reported().state()).isEqualTo(WorkState.PAUSED);
    assertThat(reported().reason()).isEqualTo(why);
    orders.resumes();
    assertThat(reported().state()).isEqualTo(WorkState.WAITING);
  }

  @Test
  void shouldHaveObeyedWhatAllOfItsPartsHave() {
    // Given
    meter.obeyed("one", 5);
    meter.obeyed("other", 3);

    // Then
    assertThat(meter.report(ME).obeyed()).isEqualTo(3);
    meter.obeysNoMore("other");
    assertThat(meter.report(ME).obeyed()).isEqualTo(5);
    meter.obeysNoMore("one");
    assertThat(meter.report(ME).obeyed()).isNull();
  }

  @Test
  void shouldBeReadAsItWasWritten() {
    // Given
    meter.waits(new Reason("TD-PG-DOWN", "it is away"));
    meter.sourceLog(Duration.ofHours(31), Duration.ofHours(48));
    orders.add(Count.APPLIED, 3);
    orders.latency(10_000);
    ProcessReport report = meter.report(ME);

    // Then
    assertThat(ProcessReport.ofJson(report.toJson())).isEqualTo(report);
    assertThat(report.sourceLog()).isEqualTo(new ProcessReport.SourceLog(111_600, 172_800));
  }

  @Test
  void shouldReadWhatALaterVersionTells() {
    // Given
    String later =
        "{\"identity\":{\"process\":\"capture\",\"instance\":\"i\",\"version\":\"9\",\"startedAtMillis\":1,\"rack\":2},"
            + "\"atMillis\":5,\"progressAtMillis\":5,\"state\":\"dreaming\",\"subjects\":[{\"name\":\"a\",\"state\":\"streaming\"}]}";

    // When
    ProcessReport report = ProcessReport.ofJson(later.getBytes(StandardCharsets.UTF_8));

    // Then
    assertThat(report.state()).isEqualTo(WorkState.UNKNOWN);
    assertThat(Objects.requireNonNull(report.subject("a")).counts()).isEmpty();
  }

  private SubjectReport reported() {
    return Objects.requireNonNull(meter.report(ME).subject("sales.orders"));
  }

  /** A clock that stands still between two moves. */
  private static final class Hand extends Clock {
    private Instant now = Instant.EPOCH;

    void forward(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
