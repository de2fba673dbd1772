/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.streams;

import dev.tandem.model.error.Causes;
import dev.tandem.model.error.TandemException;
import dev.tandem.wire.KafkaRefusal;
import dev.tandem.wire.report.ProcessMeter;
import dev.tandem.wire.report.Reason;
import dev.tandem.wire.report.WorkState;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one topology of Kafka Streams until it is closed: a failure that passes is tried again, one
 * that a person must decide about ends it.
 */
public final class StreamsApp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);
  private static final Duration CLOSE = Duration.ofSeconds(6);
  private static final long PAUSE_MS = 1_000;

  private final String name;
  private final Properties properties;
  private final boolean keepsState;
  private final ProcessMeter meter;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<@Nullable TandemException> failure = new AtomicReference<>();

  /**
   * An app that has not started.
   *
   * @param name of its work in sentences, for example {@code transform}
   */
  public StreamsApp(String name, StreamsSettings settings, ProcessMeter meter) {
    this.name = name;
    this.properties = settings.properties();
    this.keepsState = settings.keepsState();
    this.meter = meter;
  }

  /**
   * Runs until {@link #close}.
   *
   * @throws TandemException when a person must decide
   */
  public void run(Topology topology) {
    KafkaStreams streams = new KafkaStreams(topology, properties);
    streams.setUncaughtExceptionHandler(this::onFailure);
    StateGauge gauge = new StateGauge(name);
    streams.setGlobalStateRestoreListener(gauge);
    streams.setStateListener(
        (state, before) -> {
          if (state == KafkaStreams.State.RUNNING) {
            gauge.complete();
            LOG.debug("{} goes on", name);
            meter.works(WorkState.STREAMING);
          }
          if (state == KafkaStreams.State.ERROR || state == KafkaStreams.State.NOT_RUNNING) {
            ended.countDown();
          }
        });
    if (keepsState) {
      meter.keeps(name, () -> gauge.report(streams));
    }
    streams.start();
    await();
    meter.keepsNoMore(name);
    streams.close(
        org.apache.kafka.streams.CloseOptions.timeout(CLOSE)
            .withGroupMembershipOperation(
                org.apache.kafka.streams.CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
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

  private @Nullable TandemException known(Throwable thrown) {
    Optional<TandemException> refusal = KafkaRefusal.later(thrown, name + " cannot go on");
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

  /** Asks it to end; it does within seconds, with nothing lost whenever it is cut off. */
  @Override
  public void close() {
    ended.countDown();
  }
}
