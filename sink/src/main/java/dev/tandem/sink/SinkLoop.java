/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.LaneLost;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.model.target.WriteResult;
import dev.tandem.wire.KafkaRefusal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Poll, batch, write, commit. Polling and writing run on two threads, so that a slow or absent
 * target never costs the membership in the group: while it is waited for, polling goes on with the
 * partitions paused.
 */
final class SinkLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(SinkLoop.class);
  private static final Duration IDLE_POLL = Duration.ofMillis(200);
  private static final Duration BUSY_POLL = Duration.ofMillis(5);
  private static final Duration STALLED_POLL = Duration.ofMillis(50);
  private static final long STALLED_NANOS = 200_000_000;
  private static final Duration LAST_WRITE = Duration.ofSeconds(5);
  private static final Duration LEAVE = Duration.ofSeconds(2);

  private final SinkConfig config;
  private final Consumer<byte[], byte[]> consumer;
  private final Lanes lanes;
  private final LaneDecoder decoder;
  private final TargetWriter writer;
  private final DeadLetterOffice deadLetters;
  private final Obedience obedience;
  private final java.util.function.Consumer<String> restart;
  private final ExecutorService writing;
  private final BatchLimit limit;
  private final GroupOffsets offsets;
  private final Unanswered identities;
  private final Unanswered bounds;
  private @Nullable Work inFlight;
  private boolean rejoining;
  private final AtomicBoolean stopping = new AtomicBoolean();

  SinkLoop(
      SinkConfig config,
      Consumer<byte[], byte[]> consumer,
      Lanes lanes,
      LaneDecoder decoder,
      TargetWriter writer,
      DeadLetterOffice deadLetters,
      Obedience obedience,
      java.util.function.Consumer<String> restart) {
    this.config = config;
    this.consumer = consumer;
    this.lanes = lanes;
    this.decoder = decoder;
    this.writer = writer;
    this.deadLetters = deadLetters;
    this.obedience = obedience;
    this.restart = restart;
    this.limit = new BatchLimit(config.batch());
    this.offsets = new GroupOffsets(config.name(), consumer, lanes, Clock.systemUTC());
    this.identities =
        new Unanswered(config.name(), "the identity of its topics", Clock.systemUTC());
    this.bounds = new Unanswered(config.name(), "where its lanes begin and end", Clock.systemUTC());
    this.writing =
        Executors.newSingleThreadExecutor(task -> new Thread(task, config.name() + "-writer"));
  }

  /**
   * Runs until {@link #stop} or until a person must decide.
   *
   * @throws TandemException in the latter case
   */
  @Override
  public void run() {
    try {
      turnUntilStopped();
      settleWithin(LAST_WRITE);
    } catch (InvalidOffsetException e) {
      throw new TandemException(
          SinkCode.RETENTION,
          SinkCode.RETENTION.meaning() + " (" + e.getMessage() + ") " + SinkCode.RETENTION.remedy(),
          e);
    } catch (AuthorizationException e) {
      throw new TandemException(
          SinkCode.DENIED,
          SinkCode.DENIED.meaning() + " (" + e.getMessage() + ") " + SinkCode.DENIED.remedy(),
          e);
    } catch (AuthenticationException e) {
      throw KafkaRefusal.later(e, config.name() + " cannot go on").orElseThrow();
    } catch (KafkaException e) {
      throw e.getCause() instanceof TandemException found ? found : e; // out of a rebalance
    } finally {
      close();
    }
  }

  private void turnUntilStopped() {
    try {
      while (!stopping.get() && !obedience.begin()) {
        LOG.debug("{} asks again what was ordered of it", config.name());
      }
      subscribe();
      while (!stopping.get()) {
        turn();
      }
    } catch (WakeupException e) {
      LOG.debug("{} was told to end", config.name());
    }
  }

  private void subscribe() {
    consumer.subscribe(config.topics(), lanes.listener(consumer, this::settleWithin));
  }

  /** After a lane was lost only the group knows which lanes are still ours. */
  private void rejoin() {
    rejoining = false;
    consumer.unsubscribe();
    lanes.clear();
    subscribe();
  }

  /** One turn: poll, take in, settle what is done, hand over what is next. */
  private void turn() {
    if (rejoining) {
      rejoin();
    }
    obedience.turn(lanesInFlight(), consumer, this::restarted);
    pauseAndResume();
    ConsumerRecords<byte[], byte[]> polled = consumer.poll(patience(inFlight));
    polled.partitions().forEach(partition -> takeIn(partition, polled.records(partition)));
    if (inFlight != null && inFlight.future().isDone()) {
      settle(inFlight);
    }
    offsets.commitRefused();
    if (inFlight == null && !rejoining) { // a failed batch has left gaps in its lanes' buffers
      inFlight = next();
    }
    if (inFlight != null && isFull()) {
      await(inFlight.future(), IDLE_POLL);
    }
  }

  private Set<Lane> lanesInFlight() {
    return inFlight instanceof Write write ? write.batch().progress().keySet() : Set.of();
  }

  /** By the thread that writes, which alone knows why an entity is stopped. */
  private Future<?> restarted(String topic) {
    return writing.submit(() -> restart.accept(topic));
  }

  /**
   * Short while a write is under way, so that the next one follows at once, and none when it has
   * ended; longer once it has stalled.
   */
  private static Duration patience(@Nullable Work work) {
    if (work == null) {
      return IDLE_POLL;
    } else if (work.future().isDone()) {
      return Duration.ZERO;
    }
    return System.nanoTime() - work.sinceNanos() < STALLED_NANOS ? BUSY_POLL : STALLED_POLL;
  }

  private void takeIn(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
    LaneBuffer buffer = lanes.buffer(partition);
    if (buffer != null) {
      records.forEach(record -> buffer.add(decoder.decode(buffer.lane(), record)));
    }
  }

  private void pauseAndResume() {
    boolean full = isFull();
    List<TopicPartition> paused = new ArrayList<>();
    List<TopicPartition> flowing = new ArrayList<>();
    for (TopicPartition partition : consumer.assignment()) {
      boolean flows = !full && lanes.flows(partition);
      (flows ? flowing : paused).add(partition);
    }
    consumer.pause(paused);
    consumer.resume(flowing);
  }

  private boolean isFull() {
    return lanes.held().reaches(limit.now());
  }

  private @Nullable Work next() {
    identify();
    List<LaneBuffer> unclaimed = bounds.isDue() ? lanes.unclaimed() : List.of();
    if (!unclaimed.isEmpty()) {
      List<Lane> claim = unclaimed.stream().map(LaneBuffer::lane).toList();
      return new Claim(claim, writing.submit(() -> writer.claim(claim)), System.nanoTime());
    }
    return write();
  }

  /** Not within the rebalance, which ends the loop when anything is thrown. */
  private void identify() {
    if (!identities.isDue()) {
      return;
    }
    try {
      lanes.identify();
      identities.answered();
    } catch (RetriableException e) {
      identities.failed(e);
    }
  }

  private @Nullable Work write() {
    Draft draft = new Draft(limit.now());
    lanes.flowing().forEach(draft::takeFrom);
    if (draft.isEmpty()) {
      return null;
    }
    Batch batch = draft.batch();
    return new Write(
        batch,
        draft.size(),
        writing.submit(
            () -> {
              draft.letters().forEach(deadLetters::park);
              deadLetters.hold(draft.items());
              return writer.write(batch);
            }),
        System.nanoTime());
  }

  private void settle(Work work) {
    inFlight = null;
    try {
      if (work instanceof Claim claim) {
        claimed(claim.lanes(), claim.future().get());
      } else if (work instanceof Write write) {
        lanes.written(write.batch(), write.future().get(), consumer);
        limit.took(write.size(), Duration.ofNanos(System.nanoTime() - write.sinceNanos()));
        offsets.commit(write.batch().progress().keySet());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping.set(true);
    } catch (ExecutionException e) {
      failed(e.getCause());
    }
  }

  /** Lanes that Kafka tells nothing of stay unclaimed, and are claimed again. */
  private void claimed(List<Lane> claimed, Map<Lane, Long> kept) {
    try {
      lanes.claimed(claimed, kept, consumer);
    } catch (RetriableException e) {
      bounds.failed(e);
      return;
    }
    bounds.answered();
    offsets.commit(claimed); // the former owner may have died before it did
  }

  private void failed(@Nullable Throwable cause) {
    if (cause instanceof LaneLost lost) {
      LOG.warn("{} joins its group anew: {}", config.name(), lost.line());
      rejoining = true;
    } else if (cause instanceof TandemException known) {
      throw known;
    } else if (!(cause instanceof WriteAbandoned)) {
      throw new TandemException(
          SinkCode.INTERNAL, SinkCode.INTERNAL.meaning() + " (" + cause + ")", cause);
    }
  }

  /** Before lanes are given away, and at the end: a write that can still finish shall finish. */
  private void settleWithin(Duration limit) {
    Work work = inFlight;
    if (work != null && await(work.future(), limit)) {
      settle(work);
      offsets.commitWithin(limit);
    }
  }

  private static boolean await(Future<?> future, Duration limit) {
    try {
      future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true; // settling finds out
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends the loop soon; safe from any thread, and any number of times. */
  void stop() {
    if (stopping.compareAndSet(false, true)) {
      consumer.wakeup();
    }
  }

  private void close() {
    writing.shutdownNow();
    try {
      if (!writing.awaitTermination(LAST_WRITE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn(
            "{} leaves a write behind that does not end; its outcome is sorted out by the next start",
            config.name());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close("the consumer", () -> consumer.close(CloseOptions.timeout(LEAVE)));
    close("the target", writer::close);
    close("the dead letters", deadLetters::close);
    close("the orders", obedience::end);
  }

  /** What cannot be closed in order keeps neither the rest open nor the reason of the end back. */
  private void close(String part, Runnable closing) {
    try {
      closing.run();
    } catch (RuntimeException e) {
      LOG.warn("{} could not close {}: {}", config.name(), part, e.toString());
      LOG.debug("the failure behind it", e);
    }
  }

  private sealed interface Work {
    Future<?> future();

    long sinceNanos();
  }

  private record Claim(List<Lane> lanes, Future<Map<Lane, Long>> future, long sinceNanos)
      implements Work {}

  private record Write(Batch batch, BatchSize size, Future<WriteResult> future, long sinceNanos)
      implements Work {}
}
