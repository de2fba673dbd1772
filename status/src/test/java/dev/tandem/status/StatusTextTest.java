/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.wire.report.Reason;
import dev.tandem.wire.report.Verified;
import dev.tandem.wire.report.WorkState;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTextTest {
  private final Sights sights = Sights.healthy();

  @Test
  void shouldBeALineForEachEntityAndTarget() {
    assertThat(StatusText.lines(sights.status()))
        .containsExactly(
            "shop:   capture streaming   transform streaming   sink-postgres streaming   sink-dynamo streaming",
            "",
            "ENTITY                           TARGET    STATE                     LAG   OLDEST      IN/S     OUT/S      P50      P99   DEAD     VERIFIED",
            "sales.orders                     postgres  streaming                   0    0.0 s       2.5       2.5    20 ms    90 ms      0            -",
            "sales.orders                     dynamo    streaming                   0    0.0 s       2.5       2.5    20 ms    90 ms      0            -",
            "",
            "freshness of postgres  unknown: no sink has read the heartbeat back yet",
            "freshness of dynamo    unknown: no sink has read the heartbeat back yet");
  }

  @Test
  void shouldTellWhatTheLastVerificationFound() {
    // Given
    long hoursAgo = Sights.NOW - 600_000;
    sights.verified.add(new Verified("sales.orders", "postgres", hoursAgo, 90, 0, true));
    sights.verified.add(new Verified("sales.orders", "dynamo", hoursAgo, 90, 12, false));
    sights.verified.add(new Verified("sales.former", "dynamo", hoursAgo, 90, 3, false));

    // When
    List<String> lines = StatusText.lines(sights.status());

    // Then
    assertThat(lines)
        .anyMatch(line -> line.contains(" postgres ") && line.endsWith("10 min ago"))
        .anyMatch(line -> line.contains(" dynamo ") && line.endsWith("12 differ"))
        .containsSequence(
            "  ! sales.orders → dynamo  TD-STA-DIFFERENT",
            "    12 rows differed when it was last compared, 10 min ago. './tandem verify' compares again and prints them;"
                + " with --repair it sends them once more.");
  }

  @Test
  void shouldBeginWithWhatIsWrong() {
    // Given
    sights
        .without("sink-dynamo")
        .with(
            Sights.report(
                "sink-dynamo",
                WorkState.WAITING,
                new Reason("TD-DDB-DOWN", "It is away. Mend it.")));

    // When
    List<String> lines = StatusText.lines(sights.status());

    // Then
    assertThat(lines.subList(1, 5))
        .containsExactly("", "  ! sink-dynamo  TD-DDB-DOWN", "    It is away. Mend it.", "");
  }

  @Test
  void shouldNotLetANameMoveTheCursor() {
    // Given
    sights
        .without("capture")
        .with(
            Sights.report(
                "capture", WorkState.WAITING, new Reason("", "table a\u001b[2J\u202eb is away")));

    // Then
    assertThat(StatusText.lines(sights.status()))
        .noneMatch(line -> line.chars().anyMatch(c -> c == 0x1b || c == 0x202e))
        .anyMatch(line -> line.contains("table a?[2J?b is away"));
  }

  @Test
  void shouldSpellTimesInOneUnit() {
    assertThat(List.of(0.04, 9.5, 30.0, 119.0, 7_000.0, 111_600.0, 400_000.0))
        .extracting(Durations::text)
        .containsExactly("0.0 s", "9.5 s", "30 s", "119 s", "116 min", "31 h", "4 d");
  }
}
