/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.status.PipelineStatus;
import dev.tandem.status.PipelineStatus.ProcessStatus;
import dev.tandem.status.StatusFeed;
import dev.tandem.status.StatusSource;
import dev.tandem.wire.report.ProcessMeter;
import dev.tandem.wire.report.Reason;
import dev.tandem.wire.report.WorkState;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final Instant START = Instant.ofEpochSecond(1_000);

  private final Hand clock = new Hand();
  private final ProcessMeter transform = new ProcessMeter(clock);

  @Test
  void shouldBeDeadWithSomethingToDoAndNothingDone() {
    // Given
    transform.works(WorkState.STREAMING);
    clock.now = START.plusSeconds(130);

    // Then
    assertThat(dead(process(130, 5))).singleElement().asString().contains("transform", "130 s");
  }

  @Test
  void shouldBeAliveWithNothingToDo() {
    // Given
    transform.works(WorkState.STREAMING);
    clock.now = START.plusSeconds(130);

    // Then
    assertThat(dead(process(130, 0))).isEmpty();
  }

  @Test
  void shouldBeAliveForAMomentWithoutProgress() {
    // Given
    transform.works(WorkState.STREAMING);
    clock.now = START.plusSeconds(110);

    // Then
    assertThat(dead(process(110, 5))).isEmpty();
  }

  /** It may have no partitions. */
  @Test
  void shouldBeAliveWhileAnotherOfItsNameGetsOn() {
    // Given
    transform.works(WorkState.STREAMING);
    clock.now = START.plusSeconds(130);

    // Then
    assertThat(dead(process(130, 5), process(1, 5))).isEmpty();
  }

  @Test
  void shouldBeAliveWhileItNamesWhatItWaitsFor() {
    // Given
    transform.waits(new Reason("", "Kafka is away"));
    clock.now = START.plusSeconds(130);

    // Then
    assertThat(dead(process(130, 5))).isEmpty();
  }

  private List<String> dead(ProcessStatus... processes) {
    PipelineStatus status =
        new PipelineStatus(
            "shop", 0, null, List.of(processes), List.of(), List.of(), List.of(), List.of());
    try (StatusFeed feed = new StatusFeed(() -> told(status))) {
      await().until(() -> feed.now().isPresent());
      return new Health(Map.of("transform", transform), feed).dead();
    }
  }

  static StatusSource told(PipelineStatus status) {
    return told(() -> status);
  }

  static StatusSource told(Supplier<PipelineStatus> status) {
    return new StatusSource() {
      @Override
      public PipelineStatus read() {
        return status.get();
      }

      @Override
      public void close() {}
    };
  }

  private static ProcessStatus process(long secondsIdle, long lag) {
    return new ProcessStatus(
        "transform", "host:1:0", "1", WorkState.STREAMING, null, 0, 1L, secondsIdle, lag);
  }

  /** A clock that a test sets. */
  private static final class Hand extends Clock {
    private Instant now = START;

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
