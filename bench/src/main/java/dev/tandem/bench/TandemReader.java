/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.capture.Capture;
import dev.tandem.capture.CaptureConfig;
import dev.tandem.capture.CaptureMeter;
import dev.tandem.capture.SourceEngine;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.source.OnTruncate;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.TopicSettings;
import dev.tandem.wire.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Capture as the product runs it. */
final class TandemReader {
  private static final TopicSettings SETTINGS = new TopicSettings(4, (short) 1, Duration.ofDays(1));
  private static final long LOOK_MILLIS = 2;

  private final CaptureJob job;
  private final CaptureTally.Teller tally;

  TandemReader(CaptureJob job, CaptureTally.Teller tally) {
    this.job = job;
    this.tally = tally;
  }

  /** Runs until all rows are published and the log is read from where they end. */
  void run() throws InterruptedException, IOException {
    CaptureConfig config = config();
    CaptureMeter meter = new CaptureMeter();
    try (Topics topics = new Topics(config.kafka(), config.topics(), SETTINGS);
        Capture capture = new Capture(config, topics, meter)) {
      topics.ensureCommon();
      topics.ensureRaw(config.tables(), Set.of());
      Thread thread = new Thread(capture, "capture");
      thread.setUncaughtExceptionHandler((which, failure) -> fail(failure));
      thread.start();
      count(meter);
      tally.awaitRelease();
      capture.close();
      thread.join();
    }
  }

  private void count(CaptureMeter meter) throws InterruptedException, IOException {
    long known = 0;
    while (!tally.isDone() || !meter.isStreaming()) {
      long now = meter.snapshotRows() + meter.changes();
      if (now > known) {
        tally.add(now - known);
        known = now;
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private static void fail(Throwable failure) {
    failure.printStackTrace();
    Runtime.getRuntime().halt(1);
  }

  private CaptureConfig config() {
    return new CaptureConfig(
        KafkaConnection.plain(job.kafka()),
        new PipelineTopics(job.name()),
        SourceEngine.mysql(job.source(), OptionalLong.empty(), OnTruncate.STOP),
        new MappingPlan(0, List.of(MappingVariant.PLAIN.plan())));
  }
}
