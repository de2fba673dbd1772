/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.metrics.cloudwatch;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where metrics are sent.
 *
 * @param pipeline its name, a dimension of each metric
 * @param endpoint empty for the region's own
 * @param every how often
 */
public record CloudWatchSettings(
    String pipeline, String namespace, String region, Optional<URI> endpoint, Duration every) {}
