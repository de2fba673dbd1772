/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.metrics.cloudwatch;

import dev.tandem.status.StatusFeed;
import dev.tandem.status.metrics.LiveMetrics;
import dev.tandem.status.metrics.LiveMetrics.Counting;
import dev.tandem.wire.report.ProcessMeter;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClientBuilder;

/**
 * Sends metrics to CloudWatch from a thread of its own, which nobody waits for. A failure is logged
 * once, and again only after it was over.
 */
public final class CloudWatchMetrics implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  /** How long whoever ends waits for the last ones to arrive. */
  private static final Duration LAST = Duration.ofSeconds(2);

  private final Courier courier;
  private final SendingRegistry registry;

  /**
   * Begins to send.
   *
   * @param own the meters of the processes of this JVM by name
   * @param feed tells of the pipeline; empty where another process sends that
   */
  public CloudWatchMetrics(
      CloudWatchSettings settings, Map<String, ProcessMeter> own, Optional<StatusFeed> feed) {
    this.courier =
        new Courier(
            client(settings), settings.endpoint().map(URI::toString).orElseGet(settings::region));
    this.registry = new SendingRegistry(settings, courier);
    registry.of(new LiveMetrics(registry, Counting.SINCE_REFRESH, own, feed));
  }

  private static CloudWatchClient client(CloudWatchSettings settings) {
    CloudWatchClientBuilder builder =
        CloudWatchClient.builder()
            .region(Region.of(settings.region()))
            .overrideConfiguration(
                ClientOverrideConfiguration.builder()
                    .retryStrategy(DefaultRetryStrategy.doNotRetry())
                    .apiCallTimeout(ANSWER)
                    .build())
            .httpClientBuilder(
                Apache5HttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ANSWER));
    settings.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  /** Sends what there is for a last time, and waits for that no longer than two seconds. */
  @Override
  public void close() {
    Thread last = new Thread(registry::close, "cloudwatch-last");
    last.setDaemon(true);
    last.start();
    try {
      last.join(LAST.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    courier.close();
  }
}
