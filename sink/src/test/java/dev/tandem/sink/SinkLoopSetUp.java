/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.error.ErrorCode;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.target.Lane;
import dev.tandem.wire.report.ProcessMeter;
import dev.tandem.wire.report.ProcessReport;
import dev.tandem.wire.report.SubjectReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A loop at work on a target, a consumer and dead letters in memory. */
@Timeout(60)
abstract class SinkLoopSetUp {
  static final Lane A = Things.lane(0);
  static final Lane B = Things.lane(1);
  static final TopicPartition PARTITION_A = Lanes.partition(A);
  static final TopicPartition PARTITION_B = Lanes.partition(B);
  static final int BATCH = 10;

  final FakeTarget target = new FakeTarget();
  final Gate gate = new Gate(target.writer());
  final Members consumer = new Members();
  final MockProducer<byte[], byte[]> deadLetters =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  final ManualClock clock = new ManualClock();
  final AtomicReference<@Nullable KafkaException> noIdentity = new AtomicReference<>();
  final TestOrders orders = new TestOrders();
  final SinkMeter meter = new SinkMeter();
  final List<String> restarted = new CopyOnWriteArrayList<>();
  final SinkLoop loop = loop();
  CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

  private SinkLoop loop() {
    DeadLetterOffice office =
        new DeadLetterOffice(deadLetters, ThingRecords.TOPICS, "sink-test", clock);
    Lanes lanes = new Lanes(this::topicId);
    return new SinkLoop(
        new SinkConfig(
            "sink-test",
            "group",
            List.of(A.topic()),
            new BatchSize(BATCH, 1 << 20),
            Duration.ofSeconds(30),
            new FloodLimit(1_000, Duration.ofMinutes(10))),
        consumer,
        lanes,
        new LaneDecoder(ThingRecords.schemas(), "sink-test", clock),
        new RetryingWriter(gate, new SinkEvents("sink-test", clock, new ProcessMeter())),
        office,
        new Obedience("sink-test", orders, lanes, meter),
        restarted::add);
  }

  /** One behind the last order that the loop says it has obeyed. */
  final long obeyed() {
    Long told =
        meter.work().report(new ProcessReport.Identity("sink-test", "one", "1", 0)).obeyed();
    return told == null ? -1 : told;
  }

  /** What the loop tells of the entity. */
  final SubjectReport told() {
    return Objects.requireNonNull(
        meter
            .work()
            .report(new ProcessReport.Identity("sink-test", "one", "1", 0))
            .subject(Things.SCHEMA.name().toString()));
  }

  private String topicId(String topic) {
    KafkaException failure = noIdentity.getAndSet(null);
    if (failure != null) {
      throw failure;
    }
    return "topic-id";
  }

  @BeforeEach
  void start() {
    consumer.updateBeginningOffsets(Map.of(PARTITION_A, 0L, PARTITION_B, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION_A, 1_000L, PARTITION_B, 1_000L));
    running = CompletableFuture.runAsync(loop);
  }

  @AfterEach
  void stop() throws InterruptedException, java.util.concurrent.TimeoutException {
    gate.open();
    loop.stop();
    try {
      running.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      // what a test expects of the loop's end, it has checked
    }
  }

  final void assertEnds(ErrorCode code) {
    assertThat(running)
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOfSatisfying(TandemException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  /** Leaves a write of A under way, which ends when the gate opens. */
  final void holdAWriteUp(TopicPartition... assigned) {
    gate.closeGate();
    consumer.assign(assigned);
    feed(A, 0, 5);
    gate.awaitWrite();
  }

  final void feed(Lane lane, long from, long to) {
    consumer.schedulePollTask(
        () -> {
          for (long offset = from; offset < to; offset++) {
            consumer.addRecord(ThingRecords.of(lane, offset, lane.partition(), "v" + offset));
          }
        });
  }

  final void feedTogether(long to) {
    consumer.schedulePollTask(
        () -> {
          for (long offset = 0; offset < to; offset++) {
            consumer.addRecord(ThingRecords.of(A, offset, 0, "v" + offset));
            consumer.addRecord(ThingRecords.of(B, offset, 1, "v" + offset));
          }
        });
  }

  final long committed(TopicPartition partition) {
    OffsetAndMetadata offset = Objects.requireNonNull(consumer.lastCommitted.get()).get(partition);
    return offset == null ? 0 : offset.offset();
  }
}
