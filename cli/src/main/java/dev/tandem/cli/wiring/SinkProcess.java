/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.model.error.ExitStatus;
import dev.tandem.model.target.TargetUnavailable;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.sink.Sink;
import dev.tandem.sink.SinkConfig;
import dev.tandem.sink.SinkMeter;
import dev.tandem.wire.Topics;
import dev.tandem.wire.report.Reason;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sink with what must be there before its loop can run: the topics, and a target that answers.
 */
final class SinkProcess implements PipelineProcess {
  private static final Logger LOG = LoggerFactory.getLogger(SinkProcess.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Pipeline pipeline;
  private final SinkConfig config;
  private final Runnable prepare;
  private final Supplier<TargetWriter> writer;
  private final SinkMeter meter;
  private @Nullable Sink sink;
  private boolean closed;

  SinkProcess(
      Pipeline pipeline,
      SinkConfig config,
      Runnable prepare,
      Supplier<TargetWriter> writer,
      SinkMeter meter) {
    this.pipeline = pipeline;
    this.config = config;
    this.prepare = prepare;
    this.writer = writer;
    this.meter = meter;
  }

  @Override
  public String name() {
    return config.name();
  }

  @Override
  public void run() {
    try (Topics topics = pipeline.topics()) {
      awaitTopics(topics);
      awaitTarget();
      Sink running = start(topics);
      if (running != null) {
        running.run();
      }
    }
  }

  private void awaitTopics(Topics topics) {
    new Awaited(name(), "transform", topics, meter.work(), this::isClosed).topics(config.topics());
    if (!isClosed()) {
      topics.ensureCommon();
    }
  }

  /** A target that is away at the start is waited for, as it is later. */
  private void awaitTarget() {
    while (!isClosed()) {
      try {
        prepare.run();
        return;
      } catch (TargetUnavailable e) {
        if (e.code().exitStatus() == ExitStatus.PROBLEMS) {
          throw e; // at the start a wrong password is told; later it is waited out
        }
        LOG.warn("{} waits: {}", name(), e.line());
        meter.work().waits(Reason.of(e));
        Pause.of(PAUSE);
      }
    }
  }

  private synchronized boolean isClosed() {
    return closed || Thread.currentThread().isInterrupted();
  }

  /** The sink asks for topics' identities for as long as it runs: one may be made anew. */
  private synchronized @Nullable Sink start(Topics topics) {
    if (closed) {
      return null;
    }
    sink = new Sink(config, pipeline.kafka(), pipeline.names(), topics::id, writer.get(), meter);
    return sink;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (sink != null) {
      sink.close();
    }
  }
}
