/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.local.LocalServers;
import dev.tandem.transform.streams.StartOffsets;
import dev.tandem.transform.streams.TransformCode;
import dev.tandem.wire.GroupPositions;
import dev.tandem.wire.testing.Background;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class TransformIT {
  @TempDir static Path folder;
  @AutoClose private static LocalServers servers;

  @BeforeAll
  static void startServer() {
    servers = LocalServers.in(folder).kafka().start();
  }

  /** The group has no offsets and the topology no reset policy: {@link StartOffsets} gives both. */
  @Test
  void shouldBeginAtTheStartOfItsTopics(TestInfo test) {
    try (TransformRig rig = rig(test)) {
      // Given
      changes(rig, 0, 40);

      // When
      rig.start();

      // Then
      eventually(() -> rig.entities().size() == 40);
    }
  }

  @Test
  void shouldShareItsPartitionsAndLoseNothingWhenInstancesComeAndGo(TestInfo test) {
    try (TransformRig rig = rig(test)) {
      // When
      Background first = rig.start();
      changes(rig, 0, 200);
      eventually(() -> !rig.entities().isEmpty());
      rig.start();
      eventually(() -> members(rig) == 2);
      changes(rig, 200, 400);
      first.close();
      changes(rig, 400, 600);

      // Then
      eventually(() -> versions(rig).values().stream().mapToLong(List::size).sum() == 600);
      assertThat(versions(rig).values()).allSatisfy(versions -> assertThat(versions).isSorted());
    }
  }

  @Test
  void shouldGoOnWhereItStoppedWhenStartedAnew(TestInfo test) {
    try (TransformRig rig = rig(test)) {
      // Given
      Background first = rig.start();
      changes(rig, 0, 50);
      eventually(() -> rig.entities().size() == 50);
      first.close();
      changes(rig, 50, 100);

      // When
      rig.start();

      // Then
      eventually(() -> rig.entities().size() >= 100);
      assertThat(rig.entities()).as("an orderly end repeats nothing").hasSize(100);
    }
  }

  @Test
  void shouldStopRatherThanSkipWhatRetentionTook(TestInfo test) throws Exception {
    try (TransformRig rig = rig(test)) {
      // Given
      changes(rig, 0, 40);
      delete(rig, 3);

      // When
      Background transform = rig.start();

      // Then
      assertThat(transform.failure().code()).isEqualTo(TransformCode.RETENTION);
      assertThat(rig.entities()).isEmpty();
    }
  }

  @Test
  void shouldKeepTheOffsetsThatTheGroupHas(TestInfo test) throws Exception {
    try (TransformRig rig = rig(test);
        GroupPositions positions = new GroupPositions(rig.kafka)) {
      // Given: a partition that was read to offset 5, and has lost what is before
      changes(rig, 0, 40);
      TopicPartition partition = new TopicPartition(rig.topics.raw(Orders.TABLE), 0);
      try (Admin admin = Admin.create(rig.kafka.with(Map.of()))) {
        admin
            .alterConsumerGroupOffsets(
                rig.topics.transformGroup(), Map.of(partition, new OffsetAndMetadata(5)))
            .all()
            .get();
      }
      delete(rig, 3);

      // When
      StartOffsets.ensure(
          rig.kafka, rig.topics.transformGroup(), List.of(rig.topics.raw(Orders.TABLE)));

      // Then
      assertThat(positions.hasReached(rig.topics.transformGroup(), Map.of(partition, 5L))).isTrue();
      assertThat(positions.sum(rig.topics.transformGroup())).isEqualTo(5);
    }
  }

  private static void changes(TransformRig rig, long from, long to) {
    LongStream.range(from, to)
        .forEach(
            i -> rig.raw(i % 8, Orders.created("{\"id\":%d,\"note\":\"%d\"}".formatted(i % 8, i))));
  }

  private static void delete(TransformRig rig, long before) throws Exception {
    TopicPartition partition = new TopicPartition(rig.topics.raw(Orders.TABLE), 0);
    try (Admin admin = Admin.create(rig.kafka.with(Map.of()))) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(before))).all().get();
    }
  }

  private static int members(TransformRig rig) throws Exception {
    try (Admin admin = Admin.create(rig.kafka.with(Map.of()))) {
      String group = rig.topics.transformGroup();
      return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
          .mapToInt(described -> described.members().size())
          .sum();
    }
  }

  /** The versions of each key in the order of the topic, a repetition once. */
  private static Map<String, List<Long>> versions(TransformRig rig) {
    Map<String, List<Long>> versions = new HashMap<>();
    for (ConsumerRecord<String, String> record : rig.entities()) {
      List<Long> all = versions.computeIfAbsent(record.key(), key -> new ArrayList<>());
      String value = record.value();
      int start = value.indexOf("\"version\":\"") + 11;
      long version = Long.parseLong(value.substring(start, value.indexOf('"', start)));
      if (!all.contains(version)) {
        all.add(version);
      }
    }
    return versions;
  }

  private static TransformRig rig(TestInfo test) {
    String name = test.getTestMethod().orElseThrow().getName();
    return new TransformRig(servers, folder.resolve(name), name);
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(200)).until(condition);
  }
}
