/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.source.OnTruncate;
import dev.tandem.mysql.MySqlConnection;
import dev.tandem.mysql.MySqlTls;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PublishedOffsetTest {
  private static final Map<String, ?> PARTITION = Map.of("server", "loans");
  private static final Map<String, ?> WITHIN = Map.of("gtids", "a:1-321", "event", 2, "row", 1);
  private static final Map<String, ?> BEFORE = Map.of("gtids", "a:1-321");
  private static final Map<String, ?> AFTER = Map.of("gtids", "a:1-322");
  private static final Map<String, ?> IN_SNAPSHOT =
      Map.of("gtids", "a:1-321", "snapshot", "INITIAL");

  @Test
  void shouldNotLetAHeartbeatTakeBackWhatAnEarlierSessionPublished() {
    PublishedOffset published = published(Optional.of(WITHIN));
    assertThat(published.of(PARTITION, BEFORE, true)).isEqualTo(WITHIN);
    assertThat(published.of(PARTITION, BEFORE, true)).as("nor the next one").isEqualTo(WITHIN);
    assertThat(published.of(PARTITION, AFTER, true)).isEqualTo(AFTER);
  }

  @Test
  void shouldNotLetAHeartbeatTakeBackAChangeOfItsOwnSession() {
    PublishedOffset published = published(Optional.empty());
    assertThat(published.of(PARTITION, BEFORE, true)).as("the first of all").isEqualTo(BEFORE);
    assertThat(published.of(PARTITION, WITHIN, false)).isEqualTo(WITHIN);
    assertThat(published.of(PARTITION, BEFORE, true)).isEqualTo(WITHIN);
  }

  @Test
  void shouldLetAHeartbeatEndASnapshotAndANewSnapshotBegin() {
    PublishedOffset published = published(Optional.of(IN_SNAPSHOT));
    assertThat(published.of(PARTITION, BEFORE, true)).isEqualTo(BEFORE);
    assertThat(published.of(PARTITION, IN_SNAPSHOT, true)).isEqualTo(IN_SNAPSHOT);
  }

  @Test
  void shouldTakeTheOffsetOfEveryChange() {
    PublishedOffset published = published(Optional.of(WITHIN));
    Map<String, ?> next = Map.of("gtids", "a:1-321", "event", 3, "row", 1);
    assertThat(published.of(PARTITION, next, false)).isEqualTo(next);
  }

  private static PublishedOffset published(Optional<Map<String, ?>> stored) {
    SourceOffsets offsets = new SourceOffsets();
    stored.ifPresent(
        offset ->
            offsets.put(SourceOffsets.key("loans", PARTITION), SourceOffsets.value(offset), 0));
    return new PublishedOffset(
        new MySqlEngine(
            new MySqlConnection("nowhere", 1, "u", "p", MySqlTls.DISABLED),
            OptionalLong.empty(),
            OnTruncate.APPLY),
        offsets);
  }
}
