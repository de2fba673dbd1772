/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.local.Disk;
import dev.tandem.transform.join.EntityJoin;
import dev.tandem.wire.GroupPositions;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.TopicSettings;
import dev.tandem.wire.Topics;
import dev.tandem.wire.report.ProcessMeter;
import dev.tandem.wire.report.ProcessReport;
import dev.tandem.wire.report.StateReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Runs one case: what is before is published and joined first, then events while the clock runs.
 */
final class JoinStage {
  private static final int PARTITIONS = 4;
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration STILL = Duration.ofSeconds(2);

  private final KafkaConnection kafka;
  private final JoinCase join;
  private final PipelineTopics topics;
  private final String out;
  private final Path state;

  /**
   * A stage with topics of its own.
   *
   * @param name of the contender
   * @param folder for state
   */
  JoinStage(KafkaConnection kafka, Path folder, String name, JoinCase join) {
    this.kafka = kafka;
    this.join = join;
    this.topics = new PipelineTopics(name + '-' + join.plan().name().entity());
    this.out = topics.entity(join.plan().name());
    this.state = folder.resolve(topics.pipeline());
  }

  /** How many events a second Kafka Streams alone joins. */
  double bare(String bootstrap) throws Exception {
    List<String> raw =
        Stream.concat(Stream.of(join.plan().from()), join.plan().joins().tables().stream())
            .map(topics::raw)
            .toList();
    BareJoin bare = new BareJoin(bootstrap, topics.pipeline(), state, raw, out);
    make();
    try (Joining joining = new Joining(bare::run, bare::close)) {
      return eventsPerSecond(topics.pipeline(), joining);
    }
  }

  /** All that there is to measure of Tandem. */
  Measured measure() throws Exception {
    make();
    double rate;
    try (Joining joining = joining(new ProcessMeter())) {
      rate = eventsPerSecond(topics.joinGroup(join.plan()), joining);
    }
    long bytes = size(state);
    Disk.delete(state);
    ProcessMeter meter = new ProcessMeter();
    try (Joining joining = joining(meter)) {
      double restored = awaitRestored(meter, joining);
      return new Measured(rate, bytes, join.rows(), restored);
    }
  }

  private void make() {
    try (Topics made =
        new Topics(kafka, topics, new TopicSettings(PARTITIONS, (short) 1, Duration.ofDays(1)))) {
      made.ensureCommon();
      made.ensureRaw(join.all().stream().map(filling -> filling.table().id()).toList(), Set.of());
      made.ensureEntities(Map.of(join.plan().name(), List.of(join.plan().from())));
    }
  }

  private Joining joining(ProcessMeter meter) {
    EntityJoin own = new EntityJoin(kafka, topics, join.plan(), 0, PARTITIONS, state, 0, meter);
    return new Joining(own, own::close);
  }

  private double eventsPerSecond(String group, Joining joining) throws InterruptedException {
    try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                kafka.with(Map.of()), new ByteArraySerializer(), new ByteArraySerializer());
        GroupPositions positions = new GroupPositions(kafka)) {
      join.all().forEach(filling -> filling.describe(producer, topics));
      join.before().forEach(filling -> filling.fill(producer, topics));
      awaitStill(positions, group, joining);
      long began = System.nanoTime();
      join.events().fill(producer, topics);
      long ended = awaitStill(positions, group, joining);
      long made = positions.ends(List.of(out)).values().stream().mapToLong(Long::longValue).sum();
      if (made < join.expected()) {
        throw new IllegalStateException(made + " records instead of " + join.expected());
      }
      return join.events().rows() * 1e9 / (ended - began);
    }
  }

  /** Returns when the entity's topic grew last, by {@link System#nanoTime}. */
  private long awaitStill(GroupPositions positions, String group, Joining joining)
      throws InterruptedException {
    long last = -1;
    long since = System.nanoTime();
    while (System.nanoTime() - since < STILL.toNanos() || !isInStep(positions, group)) {
      joining.check();
      long now = positions.logEnds(List.of(out));
      if (now != last) {
        last = now;
        since = System.nanoTime();
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return since;
  }

  private boolean isInStep(GroupPositions positions, String group) throws InterruptedException {
    List<String> raw = join.before().stream().map(one -> topics.raw(one.table().id())).toList();
    return positions.hasReached(group, positions.ends(raw))
        && positions.hasReached(group, positions.endsBetweenSteps(group));
  }

  private static double awaitRestored(ProcessMeter meter, Joining joining) {
    ProcessReport.Identity who = new ProcessReport.Identity("join", "", "", 0);
    boolean begun = false;
    while (true) {
      joining.check();
      List<StateReport> states = meter.report(who).states();
      StateReport state = states.isEmpty() ? null : states.get(0);
      begun |= state != null && state.toRestore() > 0;
      if (state != null && begun && state.toRestore() == 0) {
        return state.restoreMillis() / 1e3;
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /**
   * What came out.
   *
   * @param bytes of state on disk
   * @param rows of all tables
   */
  record Measured(double eventsPerSecond, long bytes, long rows, double restoreSeconds) {}
}
