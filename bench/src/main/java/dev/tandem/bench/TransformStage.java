/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.TopicSettings;
import dev.tandem.wire.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Tandem's transform alone: it reads what capture has left of all rows, each time from the start,
 * and is watched by how the topic of the entity grows.
 *
 * @param folder for its log
 */
record TransformStage(CaptureServers servers, String bootstrap, OrderRows rows, Path folder)
    implements Contender {
  private static final String PIPELINE = "stage";
  private static final PipelineTopics NAMES = new PipelineTopics(PIPELINE);
  private static final TopicSettings SETTINGS =
      new TopicSettings(FilledTopic.PARTITIONS, (short) 1, Duration.ofDays(1));
  private static final Growth GROWTH = new Growth(Duration.ofMillis(10), 500);

  @Override
  public String name() {
    return EndToEndContenders.TRANSFORM;
  }

  /** Once, for all runs. */
  @Override
  public void prepare() throws IOException {
    servers.start(CaptureReader.TANDEM, PIPELINE, rows.count()).finish();
    try (Topics topics = new Topics(kafka(), NAMES, SETTINGS)) {
      topics.ensureEntities(Map.of(OrderEntity.name(), List.of(Orders.TABLE.id())));
    }
  }

  private KafkaConnection kafka() {
    return KafkaConnection.plain(bootstrap);
  }

  @Override
  public Map<String, Run> run() throws Exception {
    try (Admin admin = Admin.create(kafka().with(Map.of()))) {
      forget(admin);
      return Map.of(LoadContender.LOAD, measure(admin, written(admin)));
    }
  }

  /** The group's offsets; it has no member left, since each run ends in good order. */
  private static void forget(Admin admin) throws ExecutionException, InterruptedException {
    try {
      admin.deleteConsumerGroups(List.of(NAMES.transformGroup())).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw e;
      }
    }
  }

  private Run measure(Admin admin, long before) throws Exception {
    try (CaptureTally tally = new CaptureTally();
        ChildProcess transform = TransformProcess.start(bootstrap, PIPELINE, tally.port(), folder);
        CaptureTally.Listener listener = tally.listen()) {
      Run run =
          GROWTH.measure(
              () -> written(admin) - before,
              rows.count(),
              transform,
              List.of(Processes.self("kafka")));
      listener.release();
      return run;
    }
  }

  private static long written(Admin admin) throws ExecutionException, InterruptedException {
    String topic = NAMES.entity(OrderEntity.name());
    Map<TopicPartition, OffsetSpec> ends =
        IntStream.range(0, FilledTopic.PARTITIONS)
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    return admin.listOffsets(ends).all().get().values().stream()
        .mapToLong(end -> end.offset())
        .sum();
  }
}
