/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.metrics.cloudwatch;

import dev.tandem.status.metrics.LiveMetrics;
import io.micrometer.cloudwatch2.CloudWatchConfig;
import io.micrometer.cloudwatch2.CloudWatchMeterRegistry;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Micrometer's registry, whose metrics are made anew each time before they are sent. */
final class SendingRegistry extends CloudWatchMeterRegistry {
  private final Courier courier;
  private volatile @Nullable LiveMetrics metrics;

  SendingRegistry(CloudWatchSettings settings, Courier courier) {
    super(config(settings), Clock.SYSTEM, courier);
    this.courier = courier;
    config()
        .commonTags("pipeline", settings.pipeline())
        .meterFilter(Spelling.FILLED)
        .namingConvention(Spelling.NAMES);
  }

  private static CloudWatchConfig config(CloudWatchSettings settings) {
    return new CloudWatchConfig() {
      @Override
      public @Nullable String get(String key) {
        return null;
      }

      @Override
      public String namespace() {
        return settings.namespace();
      }

      @Override
      public Duration step() {
        return settings.every();
      }
    };
  }

  /** Nothing is sent before. */
  void of(LiveMetrics which) {
    metrics = which;
  }

  @Override
  protected void publish() {
    LiveMetrics known = metrics;
    if (known != null) {
      known.refresh();
      courier.begins();
      super.publish();
      courier.ends();
    }
  }
}
