/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.local.LocalServers;
import dev.tandem.model.target.Delivery;
import dev.tandem.wire.ControlTopic;
import dev.tandem.wire.DeadLetterTopic;
import dev.tandem.wire.GroupPositions;
import dev.tandem.wire.report.SubjectReport;
import dev.tandem.wire.report.WorkState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
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
class SinkLoopIT {
  @TempDir static Path folder;
  @AutoClose private static LocalServers servers;

  private final FakeTarget target = new FakeTarget();

  @BeforeAll
  static void startServer() {
    servers = LocalServers.in(folder).kafka().start();
  }

  @Test
  void shouldGoOnWhereTheTargetStands(TestInfo test) {
    try (SinkRig rig = rig(test)) {
      // Given
      for (int i = 0; i < 10; i++) {
        rig.change(4, "v" + i, i);
      }
      target.startAt(rig.lane(0), 6);

      // When
      rig.start(target);

      // Then
      eventually(() -> target.position(rig.lane(0)) == 10);
      assertThat(target.applied()).extracting(Delivery::offset).containsExactly(6L, 7L, 8L, 9L);
    }
  }

  @Test
  void shouldCommitWhereItStandsWhenStopped(TestInfo test) throws InterruptedException {
    try (SinkRig rig = rig(test);
        GroupPositions positions = new GroupPositions(rig.kafka)) {
      // Given
      LongStream.range(0, 200).forEach(id -> rig.change(id, "v", id));
      SinkRig.Running sink = rig.start(target);
      eventually(() -> target.applied().size() == 200);

      // When
      sink.close();

      // Then
      Map<TopicPartition, Long> ends = positions.ends(List.of(rig.topic));
      assertThat(ends.values()).containsOnly(50L).hasSize(SinkRig.PARTITIONS);
      assertThat(positions.hasReached(rig.group(), ends)).isTrue();
      assertThat(sink.meter.applied()).isEqualTo(200);
    }
  }

  /** Sinks come and go while rows change: each change once, and each row in its own order. */
  @Test
  void shouldLoseAndSwapNothingWhenInstancesComeAndGo(TestInfo test) {
    Seed seed = Seed.next();
    Random random = seed.random();
    Map<Long, String> expected = new HashMap<>();
    try (SinkRig rig = rig(test)) {
      // When
      change(rig, 300, random, expected);
      SinkRig.Running first = rig.start(target);
      eventually(() -> target.applied().size() > 100);
      SinkRig.Running second = rig.start(target);
      eventually(() -> target.owners() == 2);
      change(rig, 300, random, expected);
      first.close();
      change(rig, 300, random, expected);
      rig.start(target);
      change(rig, 300, random, expected);
      second.close();

      // Then
      eventually(() -> target.applied().size() >= 1_200);
      assertThat(target.applied()).as(seed.toString()).hasSize(1_200).doesNotHaveDuplicates();
      assertThat(target.disorder()).as(seed.toString()).isEmpty();
      assertThat(target.rows()).as(seed.toString()).isEqualTo(expected);
    }
  }

  /** Whoever has its lanes, and whenever it was started: each change once when it goes on. */
  @Test
  void shouldHoldAPausedEntityWhileInstancesComeAndGo(TestInfo test) {
    Seed seed = Seed.next();
    Random random = seed.random();
    Map<Long, String> expected = new HashMap<>();
    try (SinkRig rig = rig(test)) {
      // Given
      SinkRig.Running first = rig.start(target);
      SinkRig.Running second = rig.start(target);
      change(rig, 300, random, expected);
      eventually(() -> target.owners() == 2);

      // When
      rig.order(ControlTopic.pause(rig.topics, rig.order()));
      eventually(() -> first.obeyed() == 1 && second.obeyed() == 1);
      int applied = target.applied().size();
      change(rig, 300, random, expected);
      first.close();
      SinkRig.Running third = rig.start(target);
      eventually(() -> third.obeyed() == 1 && target.owners() == 2);
      second.close();
      change(rig, 300, random, expected);
      eventually(() -> target.owners() == 1);

      // Then
      assertThat(target.applied()).as(seed.toString()).hasSize(applied);
      assertThat(third.report().subjects())
          .extracting(SubjectReport::state)
          .containsExactly(WorkState.PAUSED);

      // When
      rig.order(ControlTopic.resume(rig.topics, rig.order()));

      // Then
      eventually(() -> third.obeyed() == 2);
      eventually(() -> target.applied().size() >= 900);
      assertThat(target.applied()).as(seed.toString()).hasSize(900).doesNotHaveDuplicates();
      assertThat(target.disorder()).as(seed.toString()).isEmpty();
      assertThat(target.rows()).as(seed.toString()).isEqualTo(expected);
    }
  }

  @Test
  void shouldGoOnByItselfWhenTheTargetWasAway(TestInfo test) {
    try (SinkRig rig = rig(test)) {
      // Given
      rig.start(target);
      rig.change(1, "before", 1);
      eventually(() -> target.applied().size() == 1);

      // When
      target.away(true);
      LongStream.range(0, 400).forEach(id -> rig.change(id, "after", 2));
      target.away(false);

      // Then
      eventually(() -> target.applied().size() == 401);
      assertThat(target.rows().values()).containsOnly("after");
    }
  }

  @Test
  void shouldParkWhatItCannotDecodeAndWhatTheTargetRefuses(TestInfo test) {
    try (SinkRig rig = rig(test)) {
      // Given
      target.refusing(delivery -> Things.value(delivery).equals("poison"));
      rig.change(4, "a", 0);
      rig.send(4, "no JSON".getBytes(StandardCharsets.UTF_8));
      rig.change(4, "poison", 2);
      rig.change(4, "b", 3);

      // When
      rig.start(target);

      // Then
      eventually(() -> target.position(rig.lane(0)) == 4);
      assertThat(target.rows()).containsExactly(Map.entry(4L, "b"));
      assertThat(DeadLetterTopic.read(rig.kafka, rig.topics))
          .extracting(letter -> letter.code() + " " + letter.origin().offset())
          .containsExactlyInAnyOrder("E_ENTITY_RECORD 1", "E_POISON 2");
    }
  }

  /** Twice as large as what a producer sends unless it is told otherwise. */
  @Test
  void shouldParkALargeRowAndGoOnBehindIt(TestInfo test) {
    try (SinkRig rig = rig(test)) {
      // Given
      String large = "x".repeat(2 << 20);
      target.refusing(delivery -> Things.value(delivery).equals(large));
      rig.change(4, large, 0);
      rig.change(4, "next", 1);

      // When
      rig.start(target);

      // Then
      eventually(() -> target.position(rig.lane(0)) == 2);
      assertThat(target.rows()).containsExactly(Map.entry(4L, "next"));
      assertThat(DeadLetterTopic.read(rig.kafka, rig.topics))
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.code()).isEqualTo("E_POISON");
                assertThat(letter.origin().value()).contains(large);
              });
    }
  }

  @Test
  void shouldStopRatherThanSkipWhatTheTopicHasLost(TestInfo test) throws Exception {
    try (SinkRig rig = rig(test)) {
      // Given
      LongStream.range(0, 10).forEach(i -> rig.change(4, "v" + i, i));
      target.startAt(rig.lane(0), 3);
      try (Admin admin = Admin.create(rig.kafka.with(Map.of()))) {
        admin
            .deleteRecords(
                Map.of(new TopicPartition(rig.topic, 0), RecordsToDelete.beforeOffset(5)))
            .all()
            .get();
      }

      // When
      SinkRig.Running sink = rig.start(target);

      // Then
      assertThat(sink.failure().code()).isEqualTo(SinkCode.RETENTION);
      assertThat(target.applied()).isEmpty();
    }
  }

  private static void change(SinkRig rig, int count, Random random, Map<Long, String> expected) {
    for (int i = 0; i < count; i++) {
      long id = random.nextInt(20);
      String value = "v" + random.nextInt();
      rig.change(id, value, i);
      expected.put(id, value);
    }
  }

  private static SinkRig rig(TestInfo test) {
    return new SinkRig(servers, test.getTestMethod().orElseThrow().getName());
  }

  private static void eventually(BooleanSupplier condition) {
    await().atMost(Duration.ofSeconds(60)).until(condition::getAsBoolean);
  }
}
