/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform;

import dev.tandem.model.error.Causes;
import dev.tandem.model.error.TandemException;
import dev.tandem.wire.KafkaRefusal;
import dev.tandem.wire.SchemaStore;
import dev.tandem.wire.Topics;
import dev.tandem.wire.report.ProcessMeter;
import dev.tandem.wire.report.Reason;
import dev.tandem.wire.report.WorkState;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the transform. Several, in any number of processes, share the partitions of the raw topics.
 */
public final class Transform implements Runnable, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Transform.class);
  private static final Duration CLOSE = Duration.ofSeconds(6);
  private static final long PAUSE_MS = 1_000;

  private final TransformConfig config;
  private final ProcessMeter meter;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<@Nullable TandemException> failure = new AtomicReference<>();

  /** A transform that has not started. Its topics must exist. */
  public Transform(TransformConfig config, ProcessMeter meter) {
    this.config = config;
    this.meter = meter;
    meter.mapsBy(config.plan().revision());
  }

  /**
   * Runs until {@link #close}.
   *
   * @throws TandemException when a person must decide
   */
  @Override
  public void run() {
    StartOffsets.ensure(
        config.kafka(),
        config.topics().transformGroup(),
        config.plan().tables().stream().map(config.topics()::raw).toList());
    try (SchemaStore schemas = new SchemaStore(config.kafka(), config.topics())) {
      KafkaStreams streams =
          new KafkaStreams(
              TransformTopology.build(
                  config.plan(), config.topics(), schemas, meter, Clock.systemUTC()),
              properties());
      streams.setUncaughtExceptionHandler(this::onFailure);
      streams.setStateListener(
          (state, before) -> {
            if (state == KafkaStreams.State.RUNNING) {
              LOG.debug("transform goes on");
              meter.works(WorkState.STREAMING);
            }
            if (state == KafkaStreams.State.ERROR || state == KafkaStreams.State.NOT_RUNNING) {
              ended.countDown();
            }
          });
      streams.start();
      await();
      streams.close(
          org.apache.kafka.streams.CloseOptions.timeout(CLOSE)
              .withGroupMembershipOperation(
                  org.apache.kafka.streams.CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }
    TandemException known = failure.get();
    if (known != null) {
      throw known;
    }
  }

  private void await() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private StreamThreadExceptionResponse onFailure(Throwable thrown) {
    TandemException known = known(thrown);
    if (known != null) {
      failure.compareAndSet(null, known);
      ended.countDown();
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    LOG.warn(
        "a stream thread failed and is replaced; nothing is committed that it had not finished",
        thrown);
    meter.waits(
        new Reason("", "a stream thread failed and is replaced: " + thrown.getClass().getName()));
    pause();
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private static @Nullable TandemException known(Throwable thrown) {
    Optional<TandemException> refusal = KafkaRefusal.later(thrown, "transform cannot go on");
    if (refusal.isPresent()) {
      return refusal.get();
    }
    for (Throwable cause : Causes.of(thrown)) {
      if (cause instanceof TandemException tandem) {
        return tandem;
      } else if (cause instanceof InvalidOffsetException || isNoOffset(cause)) {
        return new TandemException(
            TransformCode.RETENTION,
            TransformCode.RETENTION.meaning()
                + " ("
                + cause.getMessage()
                + ") "
                + TransformCode.RETENTION.remedy(),
            thrown);
      } else if (cause instanceof MissingSourceTopicException) {
        return new TandemException(
            TransformCode.TOPIC_GONE,
            cause.getMessage() + ". " + TransformCode.TOPIC_GONE.remedy(),
            thrown);
      } else if (cause instanceof Error || cause instanceof IllegalStateException) {
        return new TandemException(
            TransformCode.INTERNAL, TransformCode.INTERNAL.meaning() + " (" + cause + ")", thrown);
      }
    }
    return null;
  }

  /** Kafka Streams wraps a missing offset into an exception that only its text tells apart. */
  private static boolean isNoOffset(Throwable cause) {
    return cause.getMessage() != null
        && cause.getMessage().startsWith("No valid committed offset found");
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Properties properties() {
    Map<String, Object> own = new HashMap<>();
    own.put(StreamsConfig.APPLICATION_ID_CONFIG, config.topics().transformGroup());
    own.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    own.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
    own.put(StreamsConfig.STATE_DIR_CONFIG, config.stateFolder().toString());
    own.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 500);
    own.put(StreamsConfig.POLL_MS_CONFIG, 50);
    // No order is kept between partitions, so none waits for another.
    own.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    own.put(StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
    own.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
    own.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 2);
    own.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 << 10);
    own.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    own.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        Topics.LARGEST_RECORD);
    Properties properties = new Properties();
    properties.putAll(config.kafka().with(own));
    return properties;
  }

  /**
   * Asks the transform to end; it does within seconds, with nothing lost whenever it is cut off.
   */
  @Override
  public void close() {
    ended.countDown();
  }
}
