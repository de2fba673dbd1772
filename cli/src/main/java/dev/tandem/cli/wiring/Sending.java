/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.status.StatusFeed;
import dev.tandem.status.StatusReader;
import dev.tandem.status.Watched;
import dev.tandem.status.metrics.cloudwatch.CloudWatchMetrics;
import dev.tandem.status.metrics.cloudwatch.CloudWatchSettings;
import dev.tandem.wire.report.ProcessMeter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the metrics of the processes of this JVM to CloudWatch; with the transform among them those
 * of the pipeline, too, so that not everyone reads and sends them.
 */
final class Sending implements PipelineProcess {
  private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
  private static final String TELLS_OF_PIPELINE = "transform";
  private static final Duration READ_EVERY = Duration.ofSeconds(10);

  private final Pipeline pipeline;
  private final CloudWatchSettings settings;
  private final Map<String, ProcessMeter> meters;
  private final CountDownLatch closed = new CountDownLatch(1);

  Sending(Pipeline pipeline, CloudWatchSettings settings, Map<String, ProcessMeter> meters) {
    this.pipeline = pipeline;
    this.settings = settings;
    this.meters = Map.copyOf(meters);
  }

  @Override
  public String name() {
    return "cloudwatch";
  }

  @Override
  public void run() {
    Optional<StatusFeed> feed =
        meters.containsKey(TELLS_OF_PIPELINE) ? Optional.of(feed()) : Optional.empty();
    try {
      send(feed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      feed.ifPresent(StatusFeed::close);
    }
  }

  private void send(Optional<StatusFeed> feed) throws InterruptedException {
    try (CloudWatchMetrics metrics = new CloudWatchMetrics(settings, meters, feed)) {
      LOG.debug("{} sends to {}", metrics, settings);
      closed.await();
    } catch (RuntimeException e) { // not even a defect here may end what is measured
      LOG.warn("metrics cannot be sent to CloudWatch: {}", e.toString());
      LOG.debug("the failure behind it", e);
      closed.await();
    }
  }

  private StatusFeed feed() {
    return new StatusFeed(
        () -> new StatusReader(pipeline.kafka(), pipeline.names(), Watched.of(pipeline.mapping())),
        READ_EVERY);
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
