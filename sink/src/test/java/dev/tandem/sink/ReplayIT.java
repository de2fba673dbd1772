/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tandem.local.LocalServers;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.target.Delivery;
import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.DeadLetterTopic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ReplayIT {
  private static final int FAST = 1_000_000;

  @TempDir static Path folder;
  @AutoClose private static LocalServers servers;

  private final FakeTarget target = new FakeTarget();
  private final List<ReplayProgress> told = new ArrayList<>();

  @BeforeAll
  static void startServer() {
    servers = LocalServers.in(folder).kafka().start();
  }

  @Test
  void shouldWriteAllThatTheTopicHoldsWhenItBegins(TestInfo test) {
    try (SinkRig rig = rig(test)) {
      // Given
      LongStream.range(0, 1_200).forEach(id -> rig.change(id, "v" + id, id));
      try (Replay replay = replay(rig, Set.of(), FAST, false)) {
        rig.change(0, "later", 5_000);

        // When
        ReplayCounts counts = replay.run();

        // Then
        assertThat(counts).isEqualTo(new ReplayCounts(1_200, 1_200, 0, 0, 0));
        assertThat(target.rows()).hasSize(1_200).containsEntry(0L, "v0");
        assertThat(replay.isWhole()).isTrue();
        assertThat(replay.progress().percent()).isEqualTo(100);
      }
    }
  }

  @Test
  void shouldWriteTheRowsThatAreNamedAlone(TestInfo test) {
    try (SinkRig rig = rig(test)) {
      // Given
      LongStream.range(0, 40).forEach(id -> rig.change(id, "v" + id, id));
      rig.send(7, "no JSON".getBytes(StandardCharsets.UTF_8));

      // When
      try (Replay replay = replay(rig, Set.of("7", "{\"id\":12}", "99"), FAST, false)) {
        ReplayCounts counts = replay.run();

        // Then
        assertThat(counts).isEqualTo(new ReplayCounts(2, 2, 0, 0, 0));
      }
      assertThat(target.rows()).containsOnlyKeys(7L, 12L);
      assertThat(letters(rig)).isEmpty();
    }
  }

  @Test
  void shouldStopWhenTooMuchIsRefusedAndGoOnThereOnceThatIsMended(TestInfo test) {
    try (SinkRig rig = rig(test)) {
      // Given
      LongStream.range(0, 1_000).forEach(id -> rig.change(4 * id, "v" + id, id));
      target.namingCulprits().refusing(change -> change.offset() >= 700);
      try (Replay replay = replay(rig, Set.of(), FAST, false)) {
        assertThatExceptionOfType(TandemException.class)
            .isThrownBy(replay::run)
            .satisfies(e -> assertThat(e.code()).isEqualTo(SinkCode.REPLAY_FLOOD));
      }

      // When
      target.refusing(change -> false);
      target.startAt(rig.lane(0), 500); // where the batch was noted that was written as a whole
      try (Replay replay = replay(rig, Set.of(), FAST, false)) {
        assertThat(replay.progress().resumedAt()).isEqualTo(500);
        assertThat(replay.progress().percent()).isEqualTo(50);
        ReplayCounts counts = replay.run();

        // Then
        assertThat(counts).isEqualTo(new ReplayCounts(1_000, 1_000, 0, 0, 0));
      }
      assertThat(target.rows()).hasSize(1_000);
    }
  }

  @Test
  void shouldBeginAnewWhenItWasFinishedAndWhenToldTo(TestInfo test) {
    try (SinkRig rig = rig(test)) {
      // Given
      LongStream.range(0, 8).forEach(id -> rig.change(id, "v", id));
      try (Replay first = replay(rig, Set.of(), FAST, false)) {
        first.run();
      }

      // When, then
      try (Replay again = replay(rig, Set.of(), FAST, false)) {
        assertThat(again.progress().done()).isZero();
      }
      try (Replay following = replay(rig, Set.of(), FAST, true)) {
        assertThat(following.progress().done()).isEqualTo(8);
      }
    }
  }

  @Test
  void shouldFollowAnEndThatMovesOn(TestInfo test) {
    try (SinkRig rig = rig(test);
        Replay replay = replay(rig, Set.of(), FAST, true)) {
      // Given
      LongStream.range(0, 6).forEach(i -> rig.change(4, "v" + i, i));

      // When
      replay.runTo(Map.of(0, 2L));
      assertThat(target.applied()).extracting(Delivery::offset).containsExactly(0L, 1L);
      replay.runTo(Map.of(0, 5L));

      // Then
      assertThat(target.applied()).extracting(Delivery::offset).containsExactly(0L, 1L, 2L, 3L, 4L);
    }
  }

  @Test
  void shouldWriteNoSecondLetterAboutARecord(TestInfo test) {
    try (SinkRig rig = rig(test)) {
      // Given a letter of the sink's own
      target.namingCulprits().refusing(change -> Things.value(change).equals("poison"));
      rig.change(4, "poison", 0);
      rig.send(4, "no JSON".getBytes(StandardCharsets.UTF_8));
      for (boolean first : List.of(true, false)) {
        target.startAt(rig.lane(0), 0);
        try (Replay replay = replay(rig, Set.of(), FAST, false)) {
          // When
          ReplayCounts counts = replay.run();

          // Then
          assertThat(counts).as("first: %s", first).isEqualTo(new ReplayCounts(2, 0, 0, 0, 2));
        }
      }
      assertThat(letters(rig)).hasSize(2).allMatch(number -> number < 2);
    }
  }

  @Test
  void shouldNotBeginAtWhatTheTopicHasLost(TestInfo test) throws Exception {
    try (SinkRig rig = rig(test)) {
      // Given
      LongStream.range(0, 10).forEach(i -> rig.change(4, "v" + i, i));
      try (Admin admin = Admin.create(rig.kafka.with(Map.of()))) {
        admin
            .deleteRecords(
                Map.of(new TopicPartition(rig.topic, 0), RecordsToDelete.beforeOffset(5)))
            .all()
            .get();
      }

      // When, then
      assertThatExceptionOfType(TandemException.class)
          .isThrownBy(() -> replay(rig, new ReplayFrom.Offset(3), Set.of(), FAST, false))
          .satisfies(e -> assertThat(e.code()).isEqualTo(SinkCode.REPLAY_RANGE));
      target.startAt(rig.lane(0), 5);
      try (Replay replay = replay(rig, ReplayFrom.START, Set.of(), FAST, false)) {
        assertThat(replay.isWhole()).isFalse();
        assertThat(replay.run().applied()).isEqualTo(5);
      }
    }
  }

  @Test
  void shouldKeepToItsRateAndTellOfIt(TestInfo test) {
    try (SinkRig rig = rig(test)) {
      // Given
      LongStream.range(0, 60).forEach(id -> rig.change(4 * id, "v", id));
      try (Replay replay = replay(rig, Set.of(), 20, false)) {
        // When
        long before = System.nanoTime();
        replay.run();

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - before))
            .isGreaterThan(Duration.ofSeconds(2));
      }
      assertThat(told)
          .isNotEmpty()
          .anySatisfy(
              progress -> {
                assertThat(progress.percent()).isStrictlyBetween(0, 100);
                assertThat(progress.remaining()).isPresent();
              });
    }
  }

  private Replay replay(SinkRig rig, Set<String> keys, int rate, boolean follows) {
    return replay(rig, ReplayFrom.START, keys, rate, follows);
  }

  private Replay replay(SinkRig rig, ReplayFrom from, Set<String> keys, int rate, boolean follows) {
    ReplayConfig config =
        new ReplayConfig(
            "sink-test",
            rig.topics.replayGroup("test"),
            rig.topic,
            from,
            keys,
            rate,
            false,
            true,
            new FloodLimit(10, Duration.ofMinutes(10)));
    return new Replay(
        config, rig.kafka, rig.topics, rig.lane(0).topicId(), target.writer(), follows, told::add);
  }

  private static List<Long> letters(SinkRig rig) {
    return DeadLetterTopic.filed(rig.kafka, rig.topics, DeadLetter::withoutValue).stream()
        .map(DeadLetterTopic.Filed::number)
        .toList();
  }

  private static SinkRig rig(TestInfo test) {
    return new SinkRig(servers, test.getTestMethod().orElseThrow().getName());
  }
}
