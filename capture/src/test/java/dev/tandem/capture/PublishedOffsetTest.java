/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishedOffsetTest {
  private static final Map<String, ?> WITHIN = Map.of("gtids", "a:1-321", "event", 2, "row", 1);
  private static final Map<String, ?> BEFORE = Map.of("gtids", "a:1-321");
  private static final Map<String, ?> AFTER = Map.of("gtids", "a:1-322");
  private static final Map<String, ?> IN_SNAPSHOT =
      Map.of("gtids", "a:1-321", "snapshot", "INITIAL");

  @Test
  void shouldNotLetAHeartbeatTakeBackWhatAnEarlierSessionPublished() {
    PublishedOffset published = new PublishedOffset(Optional.of(WITHIN));
    assertThat(published.of(BEFORE, true)).isEqualTo(WITHIN);
    assertThat(published.of(BEFORE, true)).as("nor the next one").isEqualTo(WITHIN);
    assertThat(published.of(AFTER, true)).isEqualTo(AFTER);
  }

  @Test
  void shouldNotLetAHeartbeatTakeBackAChangeOfItsOwnSession() {
    PublishedOffset published = new PublishedOffset(Optional.empty());
    assertThat(published.of(BEFORE, true)).as("the first of all").isEqualTo(BEFORE);
    assertThat(published.of(WITHIN, false)).isEqualTo(WITHIN);
    assertThat(published.of(BEFORE, true)).isEqualTo(WITHIN);
  }

  @Test
  void shouldLetAHeartbeatEndASnapshotAndANewSnapshotBegin() {
    PublishedOffset published = new PublishedOffset(Optional.of(IN_SNAPSHOT));
    assertThat(published.of(BEFORE, true)).isEqualTo(BEFORE);
    assertThat(published.of(IN_SNAPSHOT, true)).isEqualTo(IN_SNAPSHOT);
  }

  @Test
  void shouldTakeTheOffsetOfEveryChange() {
    PublishedOffset published = new PublishedOffset(Optional.of(WITHIN));
    Map<String, ?> next = Map.of("gtids", "a:1-321", "event", 3, "row", 1);
    assertThat(published.of(next, false)).isEqualTo(next);
  }
}
