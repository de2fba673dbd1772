/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A CloudWatch to send metrics to, with credentials from the default chain of the AWS SDK.
 *
 * @param endpoint empty for the region's own
 * @param every how often each process sends
 */
public record CloudWatchConfig(
    String namespace, String region, Optional<URI> endpoint, Duration every) {}
