/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.config.ConfigReader;
import dev.tandem.config.ConfigResult;
import dev.tandem.config.PipelineConfig;
import dev.tandem.local.LocalServers;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.model.target.WriteResult;
import dev.tandem.sink.FloodLimit;
import dev.tandem.sink.SinkConfig;
import dev.tandem.sink.SinkMeter;
import dev.tandem.wire.Topics;
import dev.tandem.wire.testing.Background;
import dev.tandem.wire.testing.TestTopics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class SinkProcessIT {
  private static final EntityName ENTITY = new EntityName("sales", "thing");

  @TempDir private Path folder;
  @AutoClose private LocalServers servers;
  private final Positions target = new Positions();

  @BeforeEach
  void startServer() {
    servers = LocalServers.in(folder.resolve("servers")).kafka().start();
  }

  /** It has grown past where the old one was left: that must not count for the new one. */
  @Test
  void shouldReadATopicThatWasMadeAnewFromItsBeginning() throws Exception {
    Pipeline pipeline = pipeline();
    String topic = pipeline.names().entity(ENTITY);
    SinkConfig config = config(pipeline, topic);
    SinkProcess process =
        new SinkProcess(pipeline, config, () -> {}, () -> target, new SinkMeter());
    try (Topics topics = pipeline.topics();
        Admin admin = Admin.create(pipeline.kafka().with(Map.of()))) {
      // Given
      make(topics);
      Lane old = new Lane(topic, topics.id(topic), 0);
      fill(pipeline, topic, 3);
      try (Background running = new Background(process, process::close)) {
        eventually(() -> target.position(old) == 3);

        // When
        admin.deleteTopics(List.of(topic)).all().get();
        eventually(() -> !hasPartitions(admin, config.group()));
        make(topics);
        fill(pipeline, topic, 8);

        // Then
        Lane renewed = new Lane(topic, topics.id(topic), 0);
        eventually(() -> target.position(renewed) == 8);
        assertThat(target.starts).containsEntry(old, 0L).containsEntry(renewed, 0L);
      }
    }
  }

  private static void make(Topics topics) {
    topics.ensureEntities(Map.of(ENTITY, List.of()));
  }

  /** With what no transform wrote, which is settled as well as anything. */
  private static void fill(Pipeline pipeline, String topic, int count) {
    try (TestTopics records = new TestTopics(pipeline.kafka())) {
      for (int i = 0; i < count; i++) {
        byte[] bytes = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
        records.send(new ProducerRecord<>(topic, 0, bytes, bytes));
      }
    }
  }

  private static boolean hasPartitions(Admin admin, String group) {
    try {
      return Objects.requireNonNull(
              admin.describeConsumerGroups(List.of(group)).all().get().get(group))
          .members()
          .stream()
          .anyMatch(member -> !member.assignment().topicPartitions().isEmpty());
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static SinkConfig config(Pipeline pipeline, String topic) {
    return new SinkConfig(
        "sink-test",
        pipeline.names().sinkGroup("test"),
        List.of(topic),
        SinkConfig.BATCH,
        SinkConfig.CONFLICT_PATIENCE,
        new FloodLimit(1_000, Duration.ofMinutes(10)));
  }

  private Pipeline pipeline() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("tandem.yaml"),
            """
            name: shop
            source: {mysql: {host: 127.0.0.1, user: nobody, password: "none", databases: [shop]}}
            kafka: {bootstrap: "%s", partitions: 1}
            targets: {postgres: {url: "jdbc:postgresql://127.0.0.1/none", user: nobody, password: "none"}}
            domains: {sales: {entities: {thing: {from: shop.Thing, to: {postgres: {}}}}}}
            """
                .formatted(servers.kafka().bootstrapServers()));
    ConfigResult result = ConfigReader.read(file, name -> "none");
    assertThat(result).isInstanceOf(ConfigResult.Valid.class);
    PipelineConfig config = ((ConfigResult.Valid) result).config();
    return new Pipeline(config, config.kafka().orElseThrow(), folder.resolve("work"));
  }

  private static void eventually(BooleanSupplier condition) {
    await().atMost(Duration.ofSeconds(60)).until(condition::getAsBoolean);
  }

  /** A target that keeps nothing but positions. */
  private static final class Positions implements TargetWriter {
    private final Map<Lane, Long> kept = new ConcurrentHashMap<>();
    private final Map<Lane, Long> starts = new ConcurrentHashMap<>();

    long position(Lane lane) {
      return kept.getOrDefault(lane, 0L);
    }

    @Override
    public Map<Lane, Long> claim(Collection<Lane> lanes) {
      Map<Lane, Long> known = new HashMap<>(kept);
      known.keySet().retainAll(lanes);
      return known;
    }

    @Override
    public WriteResult write(Batch batch) {
      batch
          .progress()
          .forEach(
              (lane, span) -> {
                starts.putIfAbsent(lane, span.from());
                kept.put(lane, span.to());
              });
      return WriteResult.of(batch.deliveries().size(), 0);
    }

    @Override
    public void close() {}
  }
}
