/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.metrics;

import dev.tandem.status.StatusFeed;
import dev.tandem.wire.report.ProcessMeter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.Optional;

/** The metrics of the processes of this JVM, and of the pipeline, for whoever scrapes them. */
public final class PipelineMetrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final LiveMetrics metrics;

  /**
   * Metrics of processes.
   *
   * @param own their meters by name
   */
  public PipelineMetrics(Map<String, ProcessMeter> own, StatusFeed feed) {
    this.metrics = new LiveMetrics(registry, LiveMetrics.Counting.TOTAL, own, Optional.of(feed));
  }

  /** All of them as they are now, in the text format of Prometheus. */
  public synchronized String scrape() {
    metrics.refresh();
    return registry.scrape();
  }
}
