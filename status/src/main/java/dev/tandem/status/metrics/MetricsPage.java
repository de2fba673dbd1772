/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.metrics;

/** Makes docs/metrics.md. */
final class MetricsPage {
  private MetricsPage() {}

  static String text() {
    StringBuilder text =
        new StringBuilder(
            """
            # Metrics

            <!-- Generated from Metric; written anew with -Dtandem.docs=write. -->

            `/metrics` of a process that was started with `--http` has them in the text format of Prometheus. Those of a
            `process` tell of the process that is asked; those of an `entity` of the whole pipeline, whichever process is asked,
            so take the largest where several are scraped. `observe/` holds a dashboard for Grafana and rules for alerts.

            [CloudWatch](operations.md#cloudwatch) gets the same under the names of the second column. The labels are dimensions there,
            beside `pipeline`; one without a value is left out, and what is not ASCII in a name is written as `\\u00fc`. A counter is
            what was counted since it was last sent, so look at its `Sum`; at the others' `Maximum`.

            | metric | in CloudWatch | kind | labels | what it tells |
            |-|-|-|-|-|
            """);
    for (Metric metric : Metric.values()) {
      text.append("| `")
          .append(metric.prometheusName())
          .append("` | `")
          .append(metric.id())
          .append("` | ")
          .append(metric.isCounter() ? "counter" : "gauge")
          .append(" | ")
          .append(metric.labels())
          .append(" | ")
          .append(metric.meaning())
          .append(" |\n");
    }
    return text.toString();
  }
}
