/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.fault.FailPoint;
import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.model.target.WriteResult;
import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.DeadLetterTopic;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.SchemaStore;
import dev.tandem.wire.report.ProcessMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a range of an entity topic once more and writes it as the sink does, beside the sink and at
 * a limited rate. The targets' guards hold: what is newer there stays, and what is deleted, too. It
 * notes its progress in a group of its own, so that the same replay goes on after it was killed.
 */
public final class Replay implements AutoCloseable {
  /** Small, since the sink waits for each of a lane's batches. */
  private static final BatchSize BATCH = new BatchSize(500, 4 << 20);

  private static final Duration POLL = Duration.ofMillis(100);

  private final ReplayConfig config;
  private final SchemaStore schemas;
  private final DeadLetterOffice office;
  private final TargetWriter writer;
  private final LaneDecoder decoder;
  private final KeyFilter filter;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<Lane, ReplayLane> lanes = new HashMap<>();
  private final RateLimit rate;
  private final ReplayPace pace;
  private ReplayCounts counts;

  /**
   * A replay that stands where an earlier start of it has left off, or at its beginning.
   *
   * @param topicId the identity of the topic
   * @param target guards by versions; is closed with this
   * @param follows whether its end will be moved on by {@link #runTo}: then it goes on though it
   *     was finished before
   * @param told hears of the progress about once a second
   * @throws TandemException when the topic does not hold the range
   */
  public Replay(
      ReplayConfig config,
      KafkaConnection kafka,
      PipelineTopics topics,
      String topicId,
      TargetWriter target,
      boolean follows,
      Consumer<ReplayProgress> told) {
    Clock clock = Clock.systemUTC();
    Set<String> filed = config.parks() ? filed(kafka, topics) : Set.of();
    this.config = config;
    this.schemas = new SchemaStore(kafka, topics);
    this.office =
        new DeadLetterOffice(
            DeadLetterOffice.producer(kafka), topics, config.stage(), clock, filed);
    this.writer = writer(target, clock, filed);
    this.decoder = new LaneDecoder(schemas, config.stage(), clock);
    this.filter = new KeyFilter(config.keys());
    this.rate = new RateLimit(config.rate(), System::nanoTime);
    this.consumer = consumer(config, kafka);
    ReplayRange range = range(topicId, follows);
    range.lanes().forEach(lane -> lanes.put(lane.lane(), lane));
    this.counts = range.counts();
    this.pace = new ReplayPace(done(), told);
  }

  private ReplayRange range(String topicId, boolean follows) {
    try {
      return ReplayRange.of(config, topicId, consumer, follows);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private TargetWriter writer(TargetWriter target, Clock clock, Set<String> filed) {
    return new ParkingWriter(
        new RetryingWriter(
            target, new SinkEvents("the replay to " + config.stage(), clock, new ProcessMeter())),
        config.parks() ? office : rejection -> {},
        new FloodGate(config.flood(), clock, change -> filed.contains(letter(change))),
        SinkConfig.CONFLICT_PATIENCE,
        clock);
  }

  private String letter(Delivery change) {
    return DeadLetter.key(config.stage(), change.schema().name().toString(), change.position());
  }

  private static Set<String> filed(KafkaConnection kafka, PipelineTopics topics) {
    return DeadLetterTopic.filed(kafka, topics, DeadLetter::withoutValue).stream()
        .map(filed -> filed.letter().key())
        .collect(Collectors.toSet());
  }

  private static KafkaConsumer<byte[], byte[]> consumer(
      ReplayConfig config, KafkaConnection kafka) {
    return new KafkaConsumer<>(
        kafka.reading(
            Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                config.group(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                (int) BATCH.bytes(),
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                BATCH.records())),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /** Whether it begins with the very first record that its topic ever held. */
  public boolean isWhole() {
    return lanes.values().stream().allMatch(ReplayLane::isWhole);
  }

  /** How far it is now. */
  public ReplayProgress progress() {
    return pace.progress(done(), total(), counts);
  }

  /**
   * Reads and writes until the end of the range.
   *
   * @throws TandemException when a person must decide; the same replay can be started again
   */
  public ReplayCounts run() {
    writer.claim(lanes.keySet());
    turnUntilDone();
    commit(true);
    return counts;
  }

  /**
   * Goes on up to other ends.
   *
   * @param ends one behind the last record that is wanted, by partition
   */
  public ReplayCounts runTo(Map<Integer, Long> ends) {
    lanes.forEach((lane, range) -> range.extend(ends.getOrDefault(lane.partition(), 0L), consumer));
    return run();
  }

  /**
   * Goes on up to the first record of each partition that Kafka took at that time or later.
   *
   * @throws TandemException when it has gone further before
   */
  public ReplayCounts runUntil(Instant time) {
    Map<TopicPartition, Long> ends =
        ReplayRange.at(time, consumer.endOffsets(consumer.assignment()), consumer);
    lanes.values().forEach(lane -> lane.requireNotBeyond(ends.getOrDefault(lane.partition(), 0L)));
    return runTo(
        ends.entrySet().stream()
            .collect(Collectors.toMap(end -> end.getKey().partition(), Map.Entry::getValue)));
  }

  private void turnUntilDone() {
    try {
      while (!lanes.values().stream().allMatch(ReplayLane::isDone)) {
        turn();
        pace.tell(done(), total(), counts);
      }
    } catch (OffsetOutOfRangeException e) {
      throw new TandemException(
          SinkCode.REPLAY_RANGE,
          SinkCode.REPLAY_RANGE.meaning()
              + " ("
              + e.getMessage()
              + ") "
              + SinkCode.REPLAY_RANGE.remedy(),
          e);
    }
  }

  private void turn() {
    ConsumerRecords<byte[], byte[]> polled = consumer.poll(pauseOrResume());
    for (ReplayLane lane : lanes.values()) {
      for (ConsumerRecord<byte[], byte[]> record : polled.records(lane.partition())) {
        if (lane.takes(record)) {
          lane.buffer().add(filter.filtered(decoder.decode(lane.lane(), record)));
        }
      }
      lane.polled(consumer);
    }
    Draft draft = new Draft(batch());
    lanes.values().stream()
        .filter(ReplayLane::flows)
        .forEach(lane -> draft.takeFrom(lane.buffer()));
    if (!draft.isEmpty()) {
      write(draft);
    }
  }

  /** No more than a second's worth at once, or a low rate would come in gusts. */
  private BatchSize batch() {
    return new BatchSize(Math.min(BATCH.records(), config.rate()), BATCH.bytes());
  }

  /** Returns how long to wait for records: not at all while there are enough. */
  private Duration pauseOrResume() {
    boolean full =
        lanes.values().stream()
            .map(lane -> lane.buffer().held())
            .reduce(BatchSize.NONE, BatchSize::plus)
            .reaches(BATCH);
    Map<Boolean, List<TopicPartition>> flowing =
        lanes.values().stream()
            .collect(
                Collectors.partitioningBy(
                    lane -> !full && lane.flows(),
                    Collectors.mapping(ReplayLane::partition, Collectors.toList())));
    consumer.pause(flowing.getOrDefault(false, List.of()));
    consumer.resume(flowing.getOrDefault(true, List.of()));
    return full ? Duration.ZERO : POLL;
  }

  private void write(Draft draft) {
    Batch batch = draft.batch();
    List<DeadLetter> letters = draft.letters();
    if (config.parks()) {
      letters.forEach(office::park);
    }
    office.hold(draft.items());
    WriteResult result = batch.deliveries().isEmpty() ? WriteResult.NOTHING : writer.write(batch);
    FailPoint.hit("replay.after-write");
    stopWhenFlooded(result);
    counts = counts.plus(result, letters.size());
    batch
        .progress()
        .forEach(
            (lane, span) -> {
              ReplayLane range = lanes.get(lane);
              if (range != null) {
                range.written(span, result, consumer);
              }
            });
    commit(false);
    rate.pass(batch.deliveries().size());
  }

  private static void stopWhenFlooded(WriteResult result) {
    result.blocked().values().stream()
        .filter(blockage -> blockage.code().equals(SinkCode.FLOOD.code()))
        .findFirst()
        .ifPresent(
            blockage -> {
              throw new TandemException(
                  SinkCode.REPLAY_FLOOD, blockage.reason() + " " + SinkCode.REPLAY_FLOOD.remedy());
            });
  }

  private void commit(boolean finished) {
    Map<TopicPartition, OffsetAndMetadata> marks = new HashMap<>();
    lanes
        .values()
        .forEach(lane -> marks.put(lane.partition(), lane.mark(finished, counts).committed()));
    consumer.commitSync(marks);
  }

  private long done() {
    return lanes.values().stream().mapToLong(ReplayLane::done).sum();
  }

  private long total() {
    return lanes.values().stream().mapToLong(ReplayLane::total).sum();
  }

  @Override
  public void close() {
    writer.close();
    office.close();
    schemas.close();
    consumer.close();
  }
}
