/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.capture.CapturedPosition;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.lending.LendingWorkload;
import dev.tandem.model.fault.FailPoint;
import dev.tandem.model.fault.Safeguard;
import dev.tandem.model.source.SourcePosition;
import dev.tandem.mysql.MySqlReader;
import dev.tandem.verify.EntityReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The proof that the crash test bites: with a protection switched off, what it protects from is
 * seen to happen; with it in force, the same events do no harm.
 */
class SafeguardIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int ROWS = 400;
  private static final int CHANGES = 600;

  @TempDir Path folder;
  private CrashRig rig;

  @BeforeEach
  void startServers() {
    rig = CrashRig.start(folder, ROWS, 1);
  }

  @AfterEach
  void stopServers() {
    rig.close();
  }

  @Test
  void shouldTakeOldRowsForNewWithoutTheVersionGuardAlone() throws InterruptedException {
    replay(Safeguard.VERSION_GUARD);
  }

  @Test
  void shouldBringDeletedRowsBackWithoutTombstonesAlone() throws InterruptedException {
    replay(Safeguard.TOMBSTONES);
  }

  /** What a producer that repeats itself, or a replay, does: old records come once more. */
  private void replay(Safeguard safeguard) throws InterruptedException {
    Child capture = rig.start("capture");
    Child transform = rig.start("transform");
    List<Child> sinks = List.of(rig.start("sink-postgres"), rig.start("sink-dynamo"));
    try (LendingWorkload work =
        LendingWorkload.start(rig.servers().source(), rig.plan(1).withChanges(CHANGES))) {
      work.await();
    }
    rig.assertInStep();
    capture.kill();
    transform.kill();
    List<ConsumerRecord<byte[], byte[]>> old = oldRecords();
    append(old);
    assertThat(differences(rig.compare())).as("with all protections").isZero();
    sinks.forEach(Child::kill);

    rig.start("sink-postgres", off(safeguard));
    rig.start("sink-dynamo", off(safeguard));
    append(old);
    List<EntityReport> unprotected = rig.compare();
    for (String target : List.of("postgres", "dynamo")) {
      assertThat(
              differences(
                  unprotected.stream().filter(report -> report.target().equals(target)).toList()))
          .as("differences in %s without %s", target, safeguard)
          .isPositive();
    }
  }

  private static long differences(List<EntityReport> reports) {
    return reports.stream().mapToLong(report -> report.differences().count()).sum();
  }

  private static String off(Safeguard safeguard) {
    return "-D" + Safeguard.PROPERTY + "=" + safeguard;
  }

  /** Every record of the entity topics but each key's newest. */
  private List<ConsumerRecord<byte[], byte[]>> oldRecords() {
    Pipeline pipeline = rig.pipeline();
    List<String> topics =
        pipeline.mapping().entities().stream()
            .map(entity -> pipeline.names().entity(entity.name()))
            .toList();
    List<ConsumerRecord<byte[], byte[]>> records = RawTopics.Records.of(pipeline, topics);
    Map<String, Long> newest = new HashMap<>();
    records.forEach(record -> newest.put(key(record), record.offset()));
    return records.stream()
        .filter(record -> newest.getOrDefault(key(record), -1L) != record.offset())
        .toList();
  }

  private void append(List<ConsumerRecord<byte[], byte[]>> records) {
    Pipeline pipeline = rig.pipeline();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            pipeline.kafka().with(Map.of()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (ConsumerRecord<byte[], byte[]> old : records) {
        var unused =
            producer.send(
                new ProducerRecord<>(
                    old.topic(), old.partition(), old.key(), old.value(), old.headers()));
      }
      producer.flush();
    }
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.topic()
        + record.partition()
        + new String(record.key(), java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void shouldHoldAZombieOffByTheEpoch() throws InterruptedException {
    assertThat(positionsMovedBackByAZombie(List.of())).isEmpty();
  }

  @Test
  void shouldLetAZombieMoveThePositionBackWithoutTheEpochAlone() throws InterruptedException {
    assertThat(positionsMovedBackByAZombie(List.of(off(Safeguard.EPOCH_FENCE)))).isNotEmpty();
  }

  private List<String> positionsMovedBackByAZombie(List<String> options)
      throws InterruptedException {
    Watch watch = new Watch();
    List.of("capture", "transform", "sink-dynamo").forEach(rig::start);
    String freeze = "-D" + FailPoint.PROPERTY + "=sink-postgres.before-write:3:freeze";
    Child zombie =
        rig.start(
            "sink-postgres",
            Stream.concat(Stream.of(freeze), options.stream()).toArray(String[]::new));
    try (LendingWorkload work = rig.change(2, 100)) {
      await("the sink to freeze").atMost(LIMIT).until(zombie::isFrozen);
      try (Sampler sampler = Sampler.start(rig.servers().each(), watch)) {
        Child successor = rig.start("sink-postgres");
        await("the successor to work")
            .atMost(LIMIT)
            .until(() -> successor.output().contains("goes on at"));
        work.stop();
        rig.awaitApplied();
        long before = watch.samples();
        await("a look at the targets").atMost(LIMIT).until(() -> watch.samples() > before);
        int printed = zombie.output().length();
        zombie.thaw();
        await("the zombie's write to be over")
            .atMost(LIMIT)
            .until(() -> zombie.outputFrom(printed).contains("goes on at") || moved(watch));
        assertThat(sampler.failure()).isNull();
      }
    }
    return watch.violations().stream().filter(found -> found.startsWith("position")).toList();
  }

  private static boolean moved(Watch watch) {
    return !watch.violations().isEmpty();
  }

  @Test
  void shouldRepeatNothingAfterACrashOfCapture() {
    assertThat(disorderAfterACrash(List.of())).isEmpty();
  }

  @Test
  void shouldRepeatChangesWithoutTheTransactionAlone() {
    assertThat(disorderAfterACrash(List.of(off(Safeguard.CAPTURE_TRANSACTION)))).isNotEmpty();
  }

  /** Dies when a batch of the log is published and its source offset is not. */
  private List<String> disorderAfterACrash(List<String> options) {
    Child first = rig.start("capture", options.toArray(String[]::new));
    await("the snapshot to be over").atMost(LIMIT).until(() -> capturedPosition(rig.pipeline()));
    first.kill();
    String halt = "-D" + FailPoint.PROPERTY + "=capture.before-offsets:30:halt";
    Child doomed =
        rig.start(
            "capture", Stream.concat(Stream.of(halt), options.stream()).toArray(String[]::new));
    try (LendingWorkload work = rig.change(3, 200)) {
      assertThat(doomed.awaitEnd(LIMIT)).as("capture dies in the middle of a batch").isTrue();
      rig.start("capture", options.toArray(String[]::new));
      work.stop();
      awaitCaptured();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return RawTopics.disorder(rig.pipeline());
  }

  private static boolean capturedPosition(Pipeline pipeline) {
    try (CapturedPosition captured = new CapturedPosition(pipeline.kafka(), pipeline.names())) {
      return captured.now().isPresent();
    }
  }

  private void awaitCaptured() {
    Pipeline pipeline = rig.pipeline();
    try (MySqlReader source = new MySqlReader(pipeline.source());
        CapturedPosition captured = new CapturedPosition(pipeline.kafka(), pipeline.names())) {
      SourcePosition position = source.position();
      await("capture to be as far as the source")
          .atMost(LIMIT)
          .until(() -> captured.now().filter(now -> source.contains(now, position)).isPresent());
    }
  }
}
