/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Key;
import dev.tandem.config.key.Scalars;
import dev.tandem.config.key.Section;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

/** The keys of {@code metrics}. */
final class MetricsKeys {
  private static final String DEFAULT_NAMESPACE = "Tandem";
  private static final Duration DEFAULT_EVERY = Duration.ofMinutes(1);

  static final Key<String> NAMESPACE =
      Key.defaulted(
              "namespace",
              Scalars.matching(
                  "a namespace of CloudWatch",
                  Pattern.compile("(?!AWS/)[A-Za-z0-9._/#-][A-Za-z0-9._/#:-]{0,254}"),
                  "write letters, digits and . - _ / # : only; those of AWS/ are Amazon's own"),
              DEFAULT_NAMESPACE,
              DEFAULT_NAMESPACE)
          .meaning("The namespace of the metrics.")
          .example("Loans/Migration");

  static final Key<String> REGION =
      Key.required("region", Forms.REGION)
          .meaning("The AWS region that they are sent to.")
          .example("eu-central-1");

  static final Key<URI> ENDPOINT =
      Key.optional("endpoint", Forms.ENDPOINT, "the region's own")
          .meaning("Another address of the service, such as a VPC endpoint.")
          .example("\"https://vpce-1.monitoring.eu-central-1.vpce.amazonaws.com\"");

  static final Key<Duration> EVERY =
      Key.defaulted(
              "every",
              Scalars.duration(Duration.ofSeconds(10), Duration.ofHours(1)),
              DEFAULT_EVERY,
              "1m")
          .meaning(
              "How often each process sends. Below a minute they are metrics of high resolution.")
          .example("5m");

  static final Key<Fields> CLOUDWATCH =
      Key.optional("cloudwatch", Section.of(NAMESPACE, REGION, ENDPOINT, EVERY), "nothing is sent")
          .meaning(
              "Each process sends its metrics to Amazon CloudWatch, with credentials from the AWS"
                  + " SDK's default chain, which must allow `cloudwatch:PutMetricData`.");

  static final Section SECTION = Section.of(CLOUDWATCH);

  private MetricsKeys() {}
}
