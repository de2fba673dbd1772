/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.capture.CapturedPosition;
import dev.tandem.cli.Child;
import dev.tandem.cli.demo.DemoSource;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.lending.LendingWorkload;
import dev.tandem.model.fault.FailPoint;
import dev.tandem.model.fault.Safeguard;
import dev.tandem.model.source.SourceAccess;
import dev.tandem.model.source.SourcePosition;
import dev.tandem.verify.Difference;
import dev.tandem.verify.EntityReport;
import dev.tandem.wire.testing.TestTopics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The proof that the crash test bites: with a protection switched off, what it protects from is
 * seen to happen; with it in force, the same events do no harm. What corrupts the targets comes
 * last.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SafeguardIT {
  private static final String BEFORE_WRITE = "sink-postgres.before-write:3";
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Set<String> WITH_UNIQUE_VALUES =
      Set.of("lending.customer", "lending.application", "lending.loan");
  private static final int ROWS = 400;
  private static final int CHANGES = 600;

  @TempDir static Path folder;
  @AutoClose private static CrashRig rig;

  @BeforeAll
  static void startServers() {
    rig = CrashRig.start(DemoSource.MYSQL, folder, ROWS, 1);
  }

  @AfterEach
  void killProcesses() {
    rig.killAll();
  }

  /** What a producer that repeats itself, or a replay, does: old records come once more. */
  @Test
  @Order(3)
  void shouldNotTakeOldRecordsForNewButForTheGuards() throws InterruptedException {
    CrashRig.COMMANDS.forEach(rig::start);
    try (LendingWorkload work =
        LendingWorkload.start(rig.servers().source(), rig.plan(1).withChanges(CHANGES))) {
      work.await();
    }
    rig.assertInStep();
    List<ConsumerRecord<byte[], byte[]>> old = oldRecords();
    append(old);
    assertThat(differences(rig.compare())).as("with all protections").isZero();

    assertHarm(old, Safeguard.VERSION_GUARD, Difference.Kind.CHANGED);
    assertHarm(old, Safeguard.TOMBSTONES, Difference.Kind.EXTRA);
  }

  private static void assertHarm(
      List<ConsumerRecord<byte[], byte[]>> old, Safeguard safeguard, Difference.Kind expected)
      throws InterruptedException {
    rig.killAll();
    List.of("capture", "transform").forEach(rig::start); // the source has a heartbeat more
    rig.start("sink-postgres", off(safeguard));
    rig.start("sink-dynamo", off(safeguard));
    append(old);
    List<EntityReport> reports = rig.compare();
    for (String target : List.of("postgres", "dynamo")) {
      assertThat(reports)
          .as("%s without %s", target, safeguard)
          .filteredOn(report -> report.target().equals(target))
          .flatExtracting(report -> report.differences().first())
          .extracting(Difference::kind)
          .contains(expected);
    }
  }

  private static long differences(List<EntityReport> reports) {
    return reports.stream().mapToLong(report -> report.differences().count()).sum();
  }

  private static String off(Safeguard safeguard) {
    return "-D" + Safeguard.PROPERTY + "=" + safeguard;
  }

  /**
   * Every record of the entity topics but each key's newest; not of those with unique values, old
   * ones of which would only get in each other's way.
   */
  private static List<ConsumerRecord<byte[], byte[]>> oldRecords() {
    Pipeline pipeline = rig.pipeline();
    List<String> topics =
        pipeline.mapping().ofUser().entities().stream()
            .filter(entity -> !WITH_UNIQUE_VALUES.contains(entity.name().toString()))
            .filter(entity -> !entity.isJoined()) // whose version is the place of the record
            .map(entity -> pipeline.names().entity(entity.name()))
            .toList();
    List<ConsumerRecord<byte[], byte[]>> records =
        TestTopics.read(pipeline.kafka(), new ByteArrayDeserializer(), topics);
    Map<String, Long> newest = new HashMap<>();
    records.forEach(record -> newest.put(key(record), record.offset()));
    return records.stream()
        .filter(record -> newest.getOrDefault(key(record), -1L) != record.offset())
        .toList();
  }

  private static void append(List<ConsumerRecord<byte[], byte[]>> records) {
    try (TestTopics topics = new TestTopics(rig.pipeline().kafka())) {
      topics.send(
          records.stream()
              .map(
                  old ->
                      new ProducerRecord<>(
                          old.topic(), old.partition(), old.key(), old.value(), old.headers()))
              .toList());
    }
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.topic() + record.partition() + new String(record.key(), StandardCharsets.UTF_8);
  }

  @Test
  @Order(1)
  void shouldHoldAZombieOffButForTheEpoch() throws InterruptedException {
    assertThat(isMovedBackByAZombie(new String[0])).as("with the fence").isFalse();
    rig.killAll();
    assertThat(isMovedBackByAZombie(off(Safeguard.EPOCH_FENCE))).as("without").isTrue();
  }

  /** A sink freezes before it writes, is taken over from, and then writes after all. */
  private static boolean isMovedBackByAZombie(String... options) throws InterruptedException {
    List.of("capture", "transform", "sink-dynamo").forEach(rig::start);
    Child zombie =
        rig.start("sink-postgres", with(options, FailPoint.PROPERTY, BEFORE_WRITE + ":freeze"));
    try (LendingWorkload work = rig.change(2, 100)) {
      await("the sink to freeze").atMost(LIMIT).until(zombie::isFrozen);
      Child successor = rig.start("sink-postgres");
      await("the successor to work")
          .atMost(LIMIT)
          .until(() -> successor.output().contains("goes on at"));
      work.stop();
    }
    rig.awaitApplied();
    Map<String, Long> before = rig.positions();
    int printed = zombie.output().length();
    zombie.thaw();
    AtomicBoolean movedBack = new AtomicBoolean();
    await("the zombie's write to be over")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              Map<String, Long> now = rig.positions();
              if (before.keySet().stream().anyMatch(lane -> now.get(lane) < before.get(lane))) {
                movedBack.set(true);
              }
              return movedBack.get() || zombie.outputFrom(printed).contains("goes on at");
            });
    return movedBack.get();
  }

  private static String[] with(String[] options, String property, String value) {
    return Stream.concat(Stream.of(options), Stream.of("-D" + property + "=" + value))
        .toArray(String[]::new);
  }

  @Test
  @Order(2)
  void shouldPublishEachChangeOnceButForTheTransaction() throws InterruptedException {
    assertThat(disorderAfterACrash(new String[0])).as("with the transaction").isEmpty();
    List<String> without = List.of();
    for (int i = 0; i < 5 && without.isEmpty(); i++) { // a batch may be nothing but a heartbeat
      rig.killAll();
      without = disorderAfterACrash(off(Safeguard.CAPTURE_TRANSACTION));
    }
    assertThat(without).as("without").isNotEmpty();
  }

  /** Dies when a batch of the log is published and its source offset is not. */
  private static List<String> disorderAfterACrash(String... options) throws InterruptedException {
    Child first = rig.start("capture", options);
    await("the snapshot to be over").atMost(LIMIT).until(() -> isStreaming(rig.pipeline()));
    first.kill();
    Child doomed =
        rig.start("capture", with(options, FailPoint.PROPERTY, "capture.before-offsets:20:halt"));
    try (LendingWorkload work = rig.change(3, 100)) {
      assertThat(doomed.awaitEnd(LIMIT)).as("capture dies in the middle of a batch").isTrue();
      rig.start("capture", options);
      work.stop();
    }
    awaitCaptured();
    return RawTopics.disorder(rig.pipeline());
  }

  private static boolean isStreaming(Pipeline pipeline) {
    try (CapturedPosition captured = new CapturedPosition(pipeline.kafka(), pipeline.names())) {
      return captured.now().isPresent();
    }
  }

  private static void awaitCaptured() {
    Pipeline pipeline = rig.pipeline();
    try (SourceAccess source = pipeline.source().reader();
        CapturedPosition captured = new CapturedPosition(pipeline.kafka(), pipeline.names())) {
      SourcePosition position = source.position();
      await("capture to be as far as the source")
          .atMost(LIMIT)
          .until(() -> captured.now().filter(now -> source.contains(now, position)).isPresent());
    }
  }
}
